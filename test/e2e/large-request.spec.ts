import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { claudeCodeBody } from '../kit/client/claude-code-body.js';
import { startGateway, TOKEN, type GatewayProcess } from '../kit/process/gateway-process.js';

const BODY = claudeCodeBody(600 * 1024);
const ROUNDS = 25;
const WARMING = 20;
/** A ratio of processor times is about the same on a busy machine: 4 where it was measured. */
const MAX_ADDED_MS = 8;

const CHUNK = (delta: object, finish: string | null): string =>
  `data: ${JSON.stringify({ id: 'c', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

/** Answers as soon as the last byte of the question is there. */
function instantUpstream(): Server {
  return createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(`${CHUNK({ content: 'a' }, null)}${CHUNK({}, 'stop')}data: [DONE]\n\n`);
    });
  });
}

/** Sends the request and reads its answer to the end. */
async function ask(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-api-key': TOKEN };
  await (await fetch(`${url}/v1/messages`, { method: 'POST', headers, body: BODY })).text();
}

/** Milliseconds of processor time that a gateway has spent so far, all its threads together. */
async function cpuOf({ url }: GatewayProcess): Promise<number> {
  const text = await (await fetch(`${url}/metrics`, { headers: { 'x-api-key': TOKEN } })).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1]) * 1000;
}

/** Milliseconds of processor time that this process spends on reading and writing the request's JSON: the unit. */
function jsonCost(): number {
  const roundTrip = (): string => JSON.stringify(JSON.parse(BODY));
  for (let round = 0; round < WARMING; round++) roundTrip();
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) roundTrip();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / ROUNDS;
}

describe('a request of 600 KB', () => {
  const upstream = instantUpstream();
  let gateway: GatewayProcess;

  beforeAll(async () => {
    await once(upstream.listen(0, '127.0.0.1'), 'listening');
    const base = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
    gateway = await startGateway({ OPENAI_API_KEY: 'sk-x', OPENAI_BASE_URL: `${base}/v1`, OPENAI_COMPATIBLE: 'false' });
  }, 30_000);

  afterAll(async () => {
    await gateway.stop();
    upstream.closeAllConnections();
    upstream.close();
  });

  it(`costs less processor time than ${MAX_ADDED_MS} times what reading and writing its JSON costs`, async () => {
    for (let round = 0; round < WARMING; round++) await ask(gateway.url);
    const before = await cpuOf(gateway);
    for (let round = 0; round < ROUNDS; round++) await ask(gateway.url);
    const totals = ((await cpuOf(gateway)) - before) / ROUNDS;
    const unit = jsonCost();
    console.info(`600 KB: JSON ${unit.toFixed(1)} ms, gateway ${totals.toFixed(1)} ms of processor time`);
    expect(totals / unit).toBeLessThan(MAX_ADDED_MS);
  }, 60_000);
});
