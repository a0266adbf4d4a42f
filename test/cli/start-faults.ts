import { freePort } from '../kit/process/free-port.js';
import { type FaultyUpstreams, makeOwnCertificate } from './faulty-upstreams.js';

/**
 * Upstreams with a fault each; the names under which the test expects their faults, and where they are.
 *
 * @param key what the one that refuses keys quotes
 */
export async function startFaults(upstreams: FaultyUpstreams, key: string): Promise<Record<string, string>> {
  const plain = await upstreams.saying((_, response) => response.end('{}'));
  const wantsTls = await upstreams.saying((_, response) => {
    response.writeHead(400).end('<title>400 The plain HTTP request was sent to HTTPS port</title>');
  });
  const talker = await upstreams.saying((_, response) => {
    const chunk = { choices: [{ index: 0, delta: { content: 'ok' }, finish_reason: 'stop' }] };
    response.setHeader('content-type', 'text/event-stream');
    response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
  });
  const says = (message: string): object => ({ message });
  return {
    unresolved: 'http://unresolved.invalid',
    behind_proxy: 'https://behind-proxy.invalid',
    behind_plain_proxy: 'http://behind-proxy.invalid',
    no_tls: `https://${plain}`,
    wants_tls: `http://${wantsTls}`,
    wrong_key: `http://${await upstreams.refusing(401, says(`Incorrect API key provided: ${key}`))}`,
    no_model: `http://${await upstreams.refusing(404, says('The model does not exist'))}`,
    no_deployment: `http://${await upstreams.refusing(404, says('The API deployment for this resource does not exist'))}`,
    at_limit: `http://${await upstreams.refusing(429, says('Rate limit reached'))}`,
    no_tool: `http://${talker}`,
    // When all others have their ports, lest one of them is given this.
    closed: `http://127.0.0.1:${await freePort()}`,
  };
}

/** One upstream that never answers, and one that answers probes and never a request. */
export async function startSilence(upstreams: FaultyUpstreams): Promise<Record<string, string>> {
  const stuck = await upstreams.saying((request, response) => {
    if (request.method === 'GET') response.end('{}');
  });
  return { silent: `http://${await upstreams.silent()}`, stuck: `http://${stuck}` };
}

/** Faults of TLS, with the certificate to be trusted: it is for another host. */
export async function startTlsFaults(
  upstreams: FaultyUpstreams,
  folder: string,
): Promise<{ addresses: Record<string, string>; trusted: string }> {
  const own = makeOwnCertificate(folder, 'own', 'IP:127.0.0.1');
  const other = makeOwnCertificate(folder, 'other', 'DNS:other.test');
  const tls = await upstreams.overTls(own);
  const addresses = {
    self_signed: `https://${tls}`,
    other_host: `https://${await upstreams.overTls(other)}`,
    tls_only: `http://${tls}`,
  };
  return { addresses, trusted: other.path };
}
