import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PAGE_HEADERS } from '../../src/observability/status/page-headers.js';
import { readPageFiles } from '../../src/observability/status/read-page-files.js';
import type { StatusUpdate } from '../../src/observability/status/status.service.js';

export interface PageServer {
  readonly url: string;
  close(): void;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  json: 'application/json',
};

/** The files of the status page under its own policy, with one update that never changes. */
export async function startPageServer(update: StatusUpdate): Promise<PageServer> {
  const files = readPageFiles();
  const server = createServer(({ url = '/' }, response) => {
    if (url === '/health') response.end(JSON.stringify({ providers: {} }));
    else if (url === '/status/events') response.write(`data: ${JSON.stringify(update)}\n\n`);
    else {
      const { type, bytes } = files.get(url === '/' ? 'index.html' : url.replace('/status/page/', ''))!;
      for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
      response.setHeader('content-type', TYPES[type]!);
      response.end(bytes);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
