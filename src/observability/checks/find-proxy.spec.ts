import { describe, expect, it } from '@jest/globals';
import { findProxy } from './find-proxy.js';

const HTTPS = 'https://acme.test/v1';
const PROXY = 'http://proxy.test:3128';
const WAITED = 'Connect Timeout Error (attempted address: proxy.test:3128, timeout: 10000ms)';

describe('findProxy', () => {
  it.each([
    ['its name', HTTPS, { HTTPS_PROXY: PROXY }, { hostname: 'proxy.test' }, 'HTTPS_PROXY'],
    ['its port', HTTPS, { HTTPS_PROXY: PROXY }, { port: 3128 }, 'HTTPS_PROXY'],
    ['its address', HTTPS, { HTTPS_PROXY: PROXY }, { message: WAITED }, 'HTTPS_PROXY'],
    ['HTTP_PROXY for all', HTTPS, { HTTP_PROXY: PROXY }, { port: 3128 }, 'HTTP_PROXY'],
    ['another protocol', 'http://acme.test', { HTTPS_PROXY: PROXY }, { port: 3128 }, undefined],
    ['the upstream itself', HTTPS, { HTTPS_PROXY: PROXY }, { hostname: 'acme.test' }, undefined],
    ["the upstream's port", 'https://acme.test:3128', { HTTPS_PROXY: PROXY }, { port: 3128 }, undefined],
    ['neither', HTTPS, { HTTPS_PROXY: PROXY }, {}, undefined],
    ['no proxy', HTTPS, {}, { port: 443 }, undefined],
  ])('%s', (_, url, proxies, error, found) => {
    expect(findProxy({ name: 'Error', message: '', ...error }, url, proxies)).toBe(found);
  });
});
