/**
 * An invalid value, fit to be shown: the text before an `@` may be a user and a password, even where the value is no
 * URL, and a query may hold a key.
 */
export function hideCredentials(value: string): string {
  return value.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, '$1***@').replace(/\?[^?].*$/s, '?***');
}
