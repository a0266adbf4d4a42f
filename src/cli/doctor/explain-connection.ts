/** Why a connection failed, and what to do about it. */
export interface ConnectionProblem {
  readonly detail: string;
  readonly fix: string;
}

type Explanation = readonly [pattern: RegExp, cause: string, fix: string];

/** By the codes of Node and undici, which stand before their messages here. The first that fits counts. */
const EXPLANATIONS: readonly Explanation[] = [
  [/Proxy response \(407\)/, 'the proxy wants credentials', 'put user and password into the URL in HTTPS_PROXY'],
  [/Proxy response/, 'the proxy refused', 'check HTTPS_PROXY, and NO_PROXY for hosts that need none'],
  [
    /^(ENOTFOUND|EAI_\w+)/,
    'DNS: the name is not known',
    "check the host in the provider's URL; where only a proxy knows it, set HTTPS_PROXY",
  ],
  [/^ECONNREFUSED/, 'nobody listens there', "check host and port of the provider's URL, and that the server runs"],
  [
    /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|TimeoutError)/,
    'no way there, or no answer in time',
    'check the network and its firewall; where a proxy is needed, set HTTPS_PROXY',
  ],
  [
    /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT)/,
    'TLS: the certificate is not trusted',
    'check the host; for a company authority, start with NODE_EXTRA_CA_CERTS=authority.pem',
  ],
  [/^(EPROTO|ERR_SSL|ERR_TLS)/, 'TLS: it is not spoken there', 'check http:// and https:// in the URL and the proxy'],
];

const OTHER: Explanation = [/./, 'the connection failed', "check the provider's URL and the network"];

/** @param error what `fetch` was rejected with */
export function explainConnection(error: unknown): ConnectionProblem {
  const root = rootOf(error);
  const { code, name, message } = root;
  const told = `${code ?? name}: ${message}`;
  const [, cause, fix] = EXPLANATIONS.find(([pattern]) => pattern.test(told) || pattern.test(message)) ?? OTHER;
  return { detail: `${cause} (${code ?? message})`, fix };
}

/** The innermost cause that has a code, else the error itself. */
function rootOf(error: unknown): { readonly code?: string; readonly name: string; readonly message: string } {
  let root: ReturnType<typeof rootOf> = error instanceof Error ? error : new Error(String(error));
  for (let at = error; at instanceof Error; at = at.cause) {
    const { name, message } = at;
    if ('code' in at && typeof at.code === 'string') root = { code: at.code, name, message };
  }
  return root;
}
