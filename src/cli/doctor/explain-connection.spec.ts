import { describe, expect, it } from '@jest/globals';
import { explainConnection } from './explain-connection.js';

const failure = (code: string, message = 'failed'): Error => Object.assign(new Error(message), { code });

describe('explainConnection', () => {
  it.each([
    ['ENOTFOUND', 'DNS', 'check the host'],
    ['EAI_AGAIN', 'DNS', 'HTTPS_PROXY'],
    ['ECONNREFUSED', 'nobody listens', 'port'],
    ['UND_ERR_CONNECT_TIMEOUT', 'no way there', 'firewall'],
    ['CERT_HAS_EXPIRED', 'TLS', 'NODE_EXTRA_CA_CERTS'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'TLS', 'NODE_EXTRA_CA_CERTS'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'TLS', 'NODE_EXTRA_CA_CERTS'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'TLS', 'NODE_EXTRA_CA_CERTS'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'TLS', 'https://'],
    ['ECONNRESET', 'the connection failed', 'URL'],
  ])('%s', (code, cause, fix) => {
    const explained = explainConnection(new TypeError('fetch failed', { cause: failure(code) }));
    expect(explained.detail).toContain(cause);
    expect(explained.detail).toContain(`(${code})`);
    expect(explained.fix).toContain(fix);
  });

  it.each([
    ['Proxy response (407) !== 200 when HTTP Tunneling', 'the proxy wants credentials'],
    ['Proxy response (403) !== 200 when HTTP Tunneling', 'the proxy refused'],
  ])('%s', (message, cause) => {
    expect(explainConnection(failure('UND_ERR_ABORTED', message)).detail).toContain(cause);
  });

  it('knows a time that ran out', () => {
    expect(explainConnection(new DOMException('too late', 'TimeoutError')).detail).toContain('no way there');
  });
});
