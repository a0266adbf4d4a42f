import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { claudeCodeBody } from '../kit/claude-code-body.js';
import { startGateway, TOKEN, type GatewayProcess } from '../kit/gateway-process.js';

const BODY = claudeCodeBody(600 * 1024);
const ROUNDS = 25;
/** Milliseconds that translating a request of this size may add: a single digit. */
const MOST = 10;

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

/** Milliseconds from sending the request to the first byte of the answer's body. */
async function firstByte(url: string): Promise<number> {
  const start = performance.now();
  const headers = { 'content-type': 'application/json', 'x-api-key': TOKEN };
  const response = await fetch(`${url}/v1/messages`, { method: 'POST', headers, body: BODY });
  const reader = response.body!.getReader();
  await reader.read();
  const took = performance.now() - start;
  while (!(await reader.read()).done);
  return took;
}

/** The quickest round: what the work takes when nothing else wants the processor. */
const quickest = (values: readonly number[]): number => Math.min(...values);

describe('a request of 600 KB', () => {
  const upstream = instantUpstream();
  let pipe: ChildProcess;
  let pipeUrl: string;
  let gateway: GatewayProcess;

  beforeAll(async () => {
    await once(upstream.listen(0, '127.0.0.1'), 'listening');
    const base = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
    gateway = await startGateway({ OPENAI_API_KEY: 'sk-x', OPENAI_BASE_URL: `${base}/v1`, OPENAI_COMPATIBLE: 'false' });
    const script = fileURLToPath(new URL('../kit/byte-pipe.mjs', import.meta.url));
    pipe = spawn(process.execPath, [script, `${base}/v1/chat/completions`], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [port] = (await once(pipe.stdout!, 'data')) as [Buffer];
    pipeUrl = `http://127.0.0.1:${port.toString().trim()}`;
  }, 30_000);

  afterAll(async () => {
    pipe.kill();
    await gateway.stop();
    upstream.closeAllConnections();
    upstream.close();
  });

  it(`has its first token less than ${MOST} ms after a bare byte pipe would have it`, async () => {
    const through = { pipe: [] as number[], gateway: [] as number[] };
    for (let round = -5; round < ROUNDS; round++) {
      const took = { pipe: await firstByte(pipeUrl), gateway: await firstByte(gateway.url) };
      if (round < 0) continue;
      through.pipe.push(took.pipe);
      through.gateway.push(took.gateway);
    }
    const added = quickest(through.gateway) - quickest(through.pipe);
    console.info(
      `600 KB: pipe ${quickest(through.pipe).toFixed(1)} ms, gateway ${quickest(through.gateway).toFixed(1)} ms`,
    );
    expect(added).toBeLessThan(MOST);
  }, 60_000);
});
