import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { readCpuTime } from '../bench/process/read-process.js';
import { quantile } from '../bench/spread-of.js';
import { claudeCodeBody } from '../kit/client/claude-code-body.js';
import { startGateway, TOKEN, type GatewayProcess } from '../kit/process/gateway-process.js';

const BODY = claudeCodeBody(600 * 1024);
const SHELL = fileURLToPath(new URL('../kit/process/thin-shell.mjs', import.meta.url));
/** The requests of a round, which each of both gets, and the rounds after those in which code is compiled. */
const REQUESTS = 8;
const WARMING = 4;
const ROUNDS = 7;
/** Where it was measured the gateway took 3.9 times what the shell takes. */
const MAX_RATIO = 6;

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

/** A process that answers requests. */
interface Subject {
  readonly url: string;
  readonly pid: number;
}

/** Milliseconds of processor time for each request of a round. */
async function cpuOfRound({ url, pid }: Subject): Promise<number> {
  const headers = { 'content-type': 'application/json', 'x-api-key': TOKEN };
  const before = readCpuTime(pid);
  for (let request = 0; request < REQUESTS; request++)
    await (await fetch(`${url}/v1/messages`, { method: 'POST', headers, body: BODY })).text();
  return (readCpuTime(pid) - before) / REQUESTS;
}

describe('a request of 600 KB', () => {
  const upstream = instantUpstream();
  let gateway: GatewayProcess;
  let shell: ChildProcess;
  let shellUrl = '';

  beforeAll(async () => {
    await once(upstream.listen(0, '127.0.0.1'), 'listening');
    const base = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
    gateway = await startGateway({ OPENAI_API_KEY: 'sk-x', OPENAI_BASE_URL: `${base}/v1`, OPENAI_COMPATIBLE: 'false' });
    shell = spawn(process.execPath, [SHELL, `${base}/v1/chat/completions`, '0', 'openai-chat'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [port] = (await once(shell.stdout!, 'data')) as [Buffer];
    shellUrl = `http://127.0.0.1:${port.toString().trim()}`;
  }, 30_000);

  afterAll(async () => {
    shell.kill('SIGKILL');
    await gateway.stop();
    upstream.closeAllConnections();
    upstream.close();
  });

  it(`costs less processor time than ${MAX_RATIO} times what a thin shell takes, which parses it and sends it on`, async () => {
    const ratios: number[] = [];
    for (let round = -WARMING; round < ROUNDS; round++) {
      const unit = await cpuOfRound({ url: shellUrl, pid: shell.pid! });
      const ratio = (await cpuOfRound(gateway)) / unit;
      if (round >= 0) ratios.push(ratio);
    }
    console.info(`600 KB: ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')} times the thin shell`);
    expect(quantile(ratios, 0.5)).toBeLessThan(MAX_RATIO);
  }, 60_000);
});
