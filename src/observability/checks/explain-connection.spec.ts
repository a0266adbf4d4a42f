import { describe, expect, it } from '@jest/globals';
import { explainConnection } from './explain-connection.js';

const failure = (code: string, more: object = {}): Error => Object.assign(new Error('failed'), { code, ...more });
const rejected = (cause: Error): Error => new TypeError('fetch failed', { cause });
const endpoint = (url: string, proxies = {}): Parameters<typeof explainConnection>[1] => ({
  url,
  setting: 'ACME_URL',
  proxies,
});

describe('explainConnection', () => {
  it.each([
    ['ENOTFOUND', 'DNS', 'check the host in ACME_URL'],
    ['EAI_AGAIN', 'DNS', 'HTTPS_PROXY'],
    ['ECONNREFUSED', 'no server listens', 'port in ACME_URL'],
    ['UND_ERR_CONNECT_TIMEOUT', 'the server is unreachable', 'firewall'],
    ['CERT_HAS_EXPIRED', 'expired or not valid yet', 'renewed'],
    ['CERT_NOT_YET_VALID', 'expired or not valid yet', 'clock'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'for another host', 'ACME_URL'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'the server does not speak TLS', 'http:// instead of https:// in ACME_URL'],
    ['ECONNRESET', 'the connection failed', 'check ACME_URL'],
  ])('%s', (code, cause, fix) => {
    const explained = explainConnection(rejected(failure(code)), endpoint('https://acme.test/v1'));
    expect(explained.detail).toContain(cause);
    expect(explained.detail).toContain(`(${code})`);
    expect(explained.fix).toContain(fix);
  });

  it.each(['UND_ERR_SOCKET', 'ECONNRESET', 'HPE_INVALID_CONSTANT'])('%s without TLS', (code) => {
    const { detail, fix } = explainConnection(rejected(failure(code)), endpoint('http://acme.test/v1'));
    expect(detail).toContain('the server does not speak plain HTTP');
    expect(fix).toContain('write https://');
  });

  it.each([
    ['Proxy response (407) !== 200 when HTTP Tunneling', 'the proxy requires credentials'],
    ['Proxy response (403) !== 200 when HTTP Tunneling', 'the proxy refused'],
  ])('%s', (message, cause) => {
    const error = Object.assign(new Error(message), { code: 'UND_ERR_ABORTED' });
    expect(explainConnection(error, endpoint('https://acme.test')).detail).toContain(cause);
  });

  it('knows a time that ran out', () => {
    const { detail } = explainConnection(new DOMException('too late', 'TimeoutError'), endpoint('http://acme.test'));
    expect(detail).toBe('the server did not respond in time (too late)');
  });

  it('names the proxy that failed', () => {
    const behind = endpoint('https://acme.test', { HTTPS_PROXY: 'http://me:secret@proxy.test:3128' });
    const { detail, fix } = explainConnection(rejected(failure('ENOTFOUND', { hostname: 'proxy.test' })), behind);
    expect(detail).toBe('the proxy: DNS: the host name is unknown (ENOTFOUND)');
    expect(fix).toMatch(/^check HTTPS_PROXY .*NO_PROXY/);
  });
});
