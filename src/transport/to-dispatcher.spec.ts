import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Dispatcher, fetch } from 'undici';
import { toDispatcher } from './to-dispatcher.js';

describe('toDispatcher', () => {
  let upstream: Server;
  let proxy: Server;
  let port: number;
  let proxied: string[];
  let dispatcher: Dispatcher | undefined;

  beforeAll(async () => {
    upstream = createServer((_request, response) => response.end('direct'));
    // Node's server as the simplest of proxies: plain HTTP is asked for by its whole URL, and tunnels are refused.
    proxy = createServer((request, response) => {
      proxied.push(String(request.url));
      response.end('proxied');
    }).on('connect', (request, socket) => {
      proxied.push(String(request.url));
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    for (const server of [upstream, proxy])
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = upstream.address() as AddressInfo);
  });

  afterEach(async () => {
    await dispatcher?.destroy();
    dispatcher = undefined;
  });

  afterAll(() => {
    upstream.close();
    proxy.close();
  });

  const proxyUrl = (): string => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

  const ask = async (settings: Partial<Parameters<typeof toDispatcher>[0]>, url: string): Promise<string> => {
    proxied = [];
    dispatcher = toDispatcher({ CONNECT_TIMEOUT_SECONDS: 1, ...settings });
    return (await fetch(url, { dispatcher })).text();
  };

  it('connects directly without a proxy, whatever the environment sets', async () => {
    const { http_proxy: before } = process.env;
    process.env.http_proxy = proxyUrl();
    try {
      expect(await ask({}, `http://127.0.0.1:${port}/`)).toBe('direct');
    } finally {
      if (before === undefined) delete process.env.http_proxy;
      else process.env.http_proxy = before;
    }
  });

  it('goes through the proxy of the scheme, but not for the hosts of NO_PROXY', async () => {
    const secure = ask({ HTTPS_PROXY: proxyUrl() }, 'https://upstream.invalid/');
    await expect(secure).rejects.toThrow('fetch failed');
    expect(proxied).toEqual(['upstream.invalid:443']);
    await dispatcher?.destroy();
    expect(
      await ask(
        { HTTPS_PROXY: proxyUrl(), HTTP_PROXY: proxyUrl(), NO_PROXY: '127.0.0.1' },
        `http://127.0.0.1:${port}/`,
      ),
    ).toBe('direct');
    expect(proxied).toEqual([]);
  });

  it('gives up connecting after CONNECT_TIMEOUT_SECONDS', async () => {
    // A server whose queue of unaccepted connections is full answers no more SYNs; TLS that never begins is as silent.
    const silent = createTcpServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const start = performance.now();
    const url = `https://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    await expect(ask({ CONNECT_TIMEOUT_SECONDS: 0.2 }, url)).rejects.toMatchObject({
      cause: { code: 'UND_ERR_CONNECT_TIMEOUT' },
    });
    expect(performance.now() - start).toBeLessThan(3000);
    await dispatcher?.destroy();
    silent.close();
  });
});
