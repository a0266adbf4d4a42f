import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { question } from '../kit/client/ask-gateway.js';
import { type GatewayProcess, startGateway, TOKEN } from '../kit/process/gateway-process.js';
import { judgeStream } from '@gateway/testing';
import type { Step } from '../kit/upstreams/script.types.js';
import { startUpstream } from '../kit/upstreams/upstream-server.js';
import { ROUTES } from '../kit/harness/wires.js';
import { startTcpBalancer } from './tcp-balancer.js';

const route = ROUTES.find(({ name }) => name === 'openai-chat')!;
const STREAMS = 200;
const PIECES = Array.from({ length: 10 }, (_, i) => `piece-${i} `);
const BETWEEN_PIECES = 150;

/** One stream on a connection of its own, whole. */
function stream(url: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const headers = { 'x-api-key': TOKEN, 'content-type': 'application/json' };
  const sent = request(`${url}/v1/messages`, { method: 'POST', agent: false, headers }, (response) => {
    response
      .setEncoding('utf8')
      .toArray()
      .then((chunks) => resolve(chunks.join('')), reject);
  });
  sent.once('error', reject).end(JSON.stringify(question({ stream: true })));
  return promise;
}

/** What is wrong with a stream; nothing where it was said to its end. */
function faultsOf(text: string): readonly string[] {
  const said = PIECES.every((piece) => text.includes(piece)) && text.includes('event: message_stop');
  return [...judgeStream(text), ...(said ? [] : [`not said to its end: ${text.slice(-200)}`])];
}

it('a rolling restart of two gateways under 200 streams loses none and cuts none', async () => {
  const steps = PIECES.flatMap((text): Step[] => [{ text }, { wait: BETWEEN_PIECES }]);
  const upstream = await startUpstream(route.wire, () => ({ says: steps }));
  const balancer = await startTcpBalancer();
  const start = (): Promise<GatewayProcess> =>
    startGateway({ ...route.settings(upstream.url), SHUTDOWN_DELAY_SECONDS: '2' });
  const old = await Promise.all([start(), start()]);
  for (const { url } of old) await balancer.add(url);

  let rolling = true;
  const faults: string[] = [];
  let streams = 0;
  /** A client that has always one stream open. */
  const client = async (): Promise<void> => {
    while (rolling) {
      streams++;
      faults.push(...(await stream(balancer.url).then(faultsOf, (error: unknown) => [String(error)])));
    }
  };
  const clients = Array.from({ length: STREAMS }, client);
  await pause(500);

  const fresh: GatewayProcess[] = [];
  for (const gateway of old) {
    const next = await start();
    fresh.push(next);
    await balancer.add(next.url);
    expect(await gateway.stop()).toBe(0);
  }
  // Each gateway is replaced while streams run, however slow this machine is.
  while (streams <= 2 * STREAMS && faults.length === 0) await pause(50);
  rolling = false;
  await Promise.all(clients);
  expect(faults).toEqual([]);
  for (const gateway of fresh) expect(gateway.log()).toContain('"msg":"request"');

  for (const gateway of fresh) await gateway.stop();
  await balancer.close();
  await upstream.close();
}, 120_000);
