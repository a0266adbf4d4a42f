import type { ConnectionProblem } from './explain-connection.js';

/** How nginx, Apache and Go say that they wanted TLS. */
const WANTS_TLS = /plain HTTP (request was sent )?to (an )?(HTTPS|SSL)|HTTP request to an HTTPS server/i;

/** What a response tells of the way to a server, where it is no good: its status and its text. */
export function explainAnswer(status: number, text: string, setting: string): ConnectionProblem | undefined {
  if (status === 407)
    return {
      detail: 'the proxy wants credentials (HTTP 407)',
      fix: 'put user and password into the URLs in HTTPS_PROXY and HTTP_PROXY',
    };
  if (status === 400 && WANTS_TLS.test(text))
    return {
      detail: 'plain HTTP is not spoken there, TLS is (HTTP 400)',
      fix: `write https:// instead of http:// in ${setting}`,
    };
  return undefined;
}
