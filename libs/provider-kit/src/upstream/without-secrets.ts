/** Headers that say nothing of who we are. The list is closed: an unknown header may be a credential. */
const SHOWN = /^(accept|anthropic-(version|beta)|content-type|user-agent|x-stainless-.*)$/;

/** Parameters of a query that providers and proxies take as credentials. */
const SECRET = /key|token|secret|sig|auth|password|code/i;

/** The headers of a request to an upstream that may be shown. */
export function shownHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => SHOWN.test(name)));
}

/** A URL without the credentials that it may carry: user and password, keys and signatures in the query. */
export function withoutSecrets(url: string): string {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  for (const name of [...shown.searchParams.keys()]) if (SECRET.test(name)) shown.searchParams.delete(name);
  return shown.href;
}
