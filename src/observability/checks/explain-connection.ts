import { findProxy, type Proxies } from './find-proxy.js';
import { rootOf } from './root-of.js';

/** The cause of a failed connection, and its fix. */
export interface ConnectionProblem {
  readonly detail: string;
  readonly fix: string;
}

/** The URL of a connection, and the setting that defines it. */
export interface ProbeEndpoint {
  readonly url: string;
  /** The variable that has the URL, or a description. */
  readonly setting: string;
  readonly proxies: Proxies;
}

type Explanation = readonly [pattern: RegExp, cause: string, fix: (setting: string) => string];

/** By protocol, codes of Node and undici, and their messages, in this order. The first that matches counts. */
const EXPLANATIONS: readonly Explanation[] = [
  [
    /Proxy response \(407\)/,
    'the proxy requires credentials',
    () => 'put user and password into the URL in HTTPS_PROXY',
  ],
  [/Proxy response/, 'the proxy refused', () => 'check HTTPS_PROXY, and NO_PROXY for hosts that need none'],
  [
    /^\w+: (ENOTFOUND|EAI_)/,
    'DNS: the host name is unknown',
    (setting) => `check the host in ${setting}; where only a proxy knows it, set HTTPS_PROXY`,
  ],
  [
    /^\w+: ECONNREFUSED/,
    'connection refused: no server listens there',
    (setting) => `check host and port in ${setting}, and that the server runs`,
  ],
  [
    /^\w+: (UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)/,
    'the server is unreachable, or did not respond in time',
    (setting) => `check ${setting}, the network and its firewall; where a proxy is needed, set HTTPS_PROXY`,
  ],
  [
    /^\w+: TimeoutError/,
    'the server did not respond in time',
    (setting) => `check that ${setting} is the address of an API, that its server responds, and the firewall`,
  ],
  [
    /^\w+: ERR_TLS_CERT_ALTNAME_INVALID/,
    'TLS: the certificate is for another host',
    (setting) => `write the host of the certificate in ${setting}, or have the certificate made for this one`,
  ],
  [
    /^\w+: CERT_(HAS_EXPIRED|NOT_YET_VALID)/,
    'TLS: the certificate is expired or not valid yet',
    (setting) => `have the certificate behind ${setting} renewed, and check the clock of this machine`,
  ],
  [
    /^\w+: (CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT)/,
    'TLS: the certificate is not trusted',
    (setting) =>
      `check the host in ${setting}; where the authority is your company's or the server itself, ` +
      'start with NODE_EXTRA_CA_CERTS=authority.pem',
  ],
  [
    /^\w+: (EPROTO|ERR_SSL|ERR_TLS)/,
    'the server does not speak TLS',
    (setting) => `write http:// instead of https:// in ${setting}, or the port for TLS`,
  ],
  [
    /^http: (UND_ERR_SOCKET|ECONNRESET|EPIPE|HPE_)/,
    'the server does not speak plain HTTP',
    (setting) => `check the port in ${setting}; for TLS, write https:// instead of http://`,
  ],
];

const OTHER: Explanation = [/./, 'the connection failed', (setting) => `check ${setting} and the network`];

/** @param error the rejection of `fetch` */
export function explainConnection(error: unknown, { url, setting, proxies }: ProbeEndpoint): ConnectionProblem {
  const root = rootOf(error);
  const { code, name, message } = root;
  const result = `${new URL(url).protocol} ${code ?? name}: ${message}`;
  const [, cause, fix] = EXPLANATIONS.find(([pattern]) => pattern.test(result)) ?? OTHER;
  const detail = `${cause} (${code ?? message})`;
  const proxy = findProxy(root, url, proxies);
  if (proxy === undefined) return { detail, fix: fix(setting) };
  return {
    detail: `the proxy: ${detail}`,
    fix: `check ${proxy} and that the proxy runs there; NO_PROXY names the hosts that need none`,
  };
}
