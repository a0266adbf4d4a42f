import type { ApiError } from '@gateway/protocol';

/** Headers without credentials. The list is closed: an unknown header may be a credential. */
const SHOWN = /^(accept|anthropic-(version|beta)|content-type|user-agent|x-stainless-.*)$/;

/** Parameters of a query that providers and proxies take as credentials. */
const SECRET = /key|token|secret|sig|auth|password|code/i;

/** The headers of a request to an upstream that may be shown. */
export function shownHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => SHOWN.test(name)));
}

/** Shorter values are common words that may be in an error anyway. */
const SHORTEST = 4;

/** The same error without the credentials of its request, which an upstream may quote in any form. */
export function withoutCredentials(error: ApiError, headers: Headers): ApiError {
  const sent = [...headers].filter(([name, value]) => !SHOWN.test(name) && value.length >= SHORTEST);
  // Of `Bearer x` the second word is the credential.
  const words = sent.flatMap(([, value]) => [value, ...value.split(' ').filter(({ length }) => length > SHORTEST * 2)]);
  const message = words.reduce((text, word) => text.replaceAll(word, '***'), error.message);
  return message === error.message ? error : error.with({ message });
}

/** A URL without the credentials that it may have: user and password, keys and signatures in the query. */
export function withoutSecrets(url: string): string {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  for (const name of [...shown.searchParams.keys()]) if (SECRET.test(name)) shown.searchParams.delete(name);
  return shown.href;
}
