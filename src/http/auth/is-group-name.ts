/**
 * Whether a text can be the name of a group, or of a client that an identity provider names: these are keys of limits
 * and values in the log, so they have no spaces, controls, commas or quotes.
 */
export function isGroupName(name: string): boolean {
  return /^[\p{L}\p{N}._@|:+/=-]{1,128}$/u.test(name);
}
