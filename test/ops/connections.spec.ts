import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { hasCommand } from '../deploy/has-command.js';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { type GatewayProcess, startGateway } from '../kit/process/gateway-process.js';
import { startUpstream, type Upstream } from '../kit/upstreams/upstream-server.js';
import { isBuilt, ROUTES, type Route } from '../kit/harness/wires.js';
import {
  type Certificates,
  type CountingServer,
  makeCertificates,
  startConnectProxy,
  startTls,
} from './tls-upstream.js';

const MINUTE = 60_000;
const REQUESTS = 4;

const folder = mkdtempSync(join(tmpdir(), 'connections-'));
let certificates: Certificates;
let upstream: Upstream;
let tls: CountingServer;
let proxy: CountingServer;
let gateway: GatewayProcess | undefined;

afterAll(() => rmSync(folder, { recursive: true }));

afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
  for (const server of [tls, proxy, upstream]) await server.close();
}, MINUTE);

/** Sends a few requests, one after the other, to an upstream behind TLS; resolves with their statuses. */
async function ask(route: Route, settings: (proxyUrl: string) => Record<string, string>): Promise<readonly number[]> {
  upstream = await startUpstream(route.wire, () => ({ says: [{ text: 'hello' }] }));
  tls = await startTls(certificates, upstream.url);
  proxy = await startConnectProxy();
  gateway = await startGateway({
    ...route.settings(`https://127.0.0.1:${tls.port}`),
    UPSTREAM_RETRIES: '0',
    ...settings(`http://127.0.0.1:${proxy.port}`),
  });
  const statuses: number[] = [];
  for (let i = 0; i < REQUESTS; i++) {
    const response = await askGateway(gateway, { body: question({ stream: i % 2 === 0 }) });
    await response.text();
    statuses.push(response.status);
  }
  return statuses;
}

const OK = Array.from({ length: REQUESTS }, () => 200);
// The fake of Vertex serves its metadata over plain HTTP at the same address.
const overTls = ROUTES.filter((route) => isBuilt(route) && route.plugin !== 'vertex');

describe('connections to upstreams', () => {
  if (!hasCommand('openssl')) {
    it.skip('over TLS (skipped: there is no openssl to make certificates)', () => undefined);
    return;
  }

  beforeAll(() => {
    certificates = makeCertificates(folder);
  });

  it.each(overTls)(
    '$name goes through HTTPS_PROXY, believes NODE_EXTRA_CA_CERTS, and uses one connection for all requests',
    async (route) => {
      const statuses = await ask(route, (url) => ({
        HTTPS_PROXY: url,
        NODE_EXTRA_CA_CERTS: certificates.authority,
      }));
      expect(statuses).toEqual(OK);
      expect(upstream.refused).toEqual([]);
      expect([proxy.connections, tls.connections]).toEqual([1, 1]);
    },
    MINUTE,
  );

  it(
    'go directly to the hosts of NO_PROXY',
    async () => {
      const statuses = await ask(overTls[0]!, (url) => ({
        HTTPS_PROXY: url,
        NO_PROXY: 'example.com,127.0.0.1',
        NODE_EXTRA_CA_CERTS: certificates.authority,
      }));
      expect(statuses).toEqual(OK);
      expect([proxy.connections, tls.connections]).toEqual([0, 1]);
    },
    MINUTE,
  );

  it(
    'are refused to an upstream whose certificate nobody vouches for',
    async () => {
      expect(await ask(overTls[0]!, () => ({}))).toEqual(OK.map(() => 502));
      expect(upstream.received).toEqual([]);
    },
    MINUTE,
  );
});
