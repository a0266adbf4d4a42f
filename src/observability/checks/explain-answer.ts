import type { ConnectionProblem } from './explain-connection.js';

/** The errors of nginx, Apache and Go for plain HTTP on a TLS port. */
const WANTS_TLS = /plain HTTP (request was sent )?to (an )?(HTTPS|SSL)|HTTP request to an HTTPS server/i;

/** What a response reveals about a wrong connection, by status and text. */
export function explainAnswer(status: number, text: string, setting: string): ConnectionProblem | undefined {
  if (status === 407)
    return {
      detail: 'the proxy requires credentials (HTTP 407)',
      fix: 'put user and password into the URLs in HTTPS_PROXY and HTTP_PROXY',
    };
  if (status === 400 && WANTS_TLS.test(text))
    return {
      detail: 'the server requires TLS, not plain HTTP (HTTP 400)',
      fix: `write https:// instead of http:// in ${setting}`,
    };
  return undefined;
}
