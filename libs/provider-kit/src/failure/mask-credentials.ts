/**
 * The forms of the credentials that providers issue. A form begins with a fixed prefix, and no part that can be long
 * is followed by an optional part: this keeps the match linear for any text.
 */
export const CREDENTIAL_FORMS: readonly RegExp[] = [
  // OpenAI, Anthropic and others that use the same prefixes; providers quote them partly masked by `*`.
  /\b(?:sk|pk|rk)-[\w*-]{6,}/g,
  // Google: API keys, access tokens, client secrets.
  /\bAIza[\w-]{20,}/g,
  /\bya29\.[\w.-]{8,}/g,
  /\bGOCSPX-[\w-]{8,}/g,
  // JSON in base64url, as in JSON Web Tokens: `eyJ` is `{"`.
  /\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}/g,
  // Amazon, GitHub.
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bgh[a-z]_\w{20,}/g,
];

/**
 * Replaces text in the form of a credential. The prefix of `sk-…` and similar keys stays, because it names the kind of
 * key.
 */
export function maskCredentials(text: string): string {
  return CREDENTIAL_FORMS.reduce((masked, form) => masked.replace(form, toMask), text);
}

function toMask(found: string): string {
  return `${/^(?:sk|pk|rk)(?=-)/.exec(found)?.[0] ?? 'key'}-***`;
}
