import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askGateway, question, StreamReader } from '../kit/client/ask-gateway.js';
import { freePort } from '../kit/process/free-port.js';
import { type GatewayProcess, startGateway, TOKEN } from '../kit/process/gateway-process.js';
import { linesOf, result } from './read-log.js';

const MINUTES = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'workers-'));
const logFile = join(folder, 'gateway.log');

let gateway: GatewayProcess;
let metricsUrl = '';
/** Requests that were answered. */
let answered = 0;

beforeAll(async () => {
  const port = await freePort();
  metricsUrl = `http://127.0.0.1:${port}/metrics`;
  // No provider is configured: the demo answers. The delay is for clients that a busy machine lets wait.
  const settings = { METRICS_PORT: String(port), LOG_FILE: logFile, SHUTDOWN_DELAY_SECONDS: '2' };
  gateway = await startGateway({ WORKERS: '2', ...settings });
  await result(gateway, 'a worker listens', 2);
}, MINUTES);

afterAll(async () => {
  await gateway.stop();
  rmSync(folder, { recursive: true });
}, MINUTES);

/** A request on a connection of its own, or on one that is kept. */
async function ask(connection: 'close' | 'keep-alive'): Promise<{ readonly status: number; readonly id: string }> {
  const headers = { 'x-api-key': TOKEN, connection };
  const response = await askGateway(gateway, { body: question({ max_tokens: 1 }), headers });
  await response.text();
  answered++;
  return { status: response.status, id: response.headers.get('request-id') ?? '' };
}

/** What a load balancer asks. */
async function probe(): Promise<{ readonly status: number }> {
  const response = await fetch(`${gateway.url}/health/ready`, { headers: { connection: 'close' } });
  await response.text();
  return response;
}

/** Clients that ask without a pause while something happens; resolves with all that went wrong for them. */
async function underLoad(happens: () => Promise<unknown>): Promise<readonly string[]> {
  const faults: string[] = [];
  let loaded = true;
  const client = async (come: () => Promise<{ readonly status: number }>): Promise<void> => {
    while (loaded) {
      const fault = await come().then(
        ({ status }) => (status === 200 ? undefined : String(status)),
        (error: unknown) => String(error),
      );
      if (fault !== undefined) faults.push(fault);
      await pause(5);
    }
  };
  const [fresh, kept] = [() => ask('close'), () => ask('keep-alive')];
  const clients = [fresh, fresh, kept, kept, probe].map(client);
  await happens();
  loaded = false;
  await Promise.all(clients);
  return faults;
}

/** How many requests the gateway has counted. */
async function counted(url: string): Promise<number> {
  const response = await fetch(url, { headers: { 'x-api-key': TOKEN, connection: 'close' } });
  const lines = (await response.text()).split('\n').filter((line) => line.startsWith('gateway_requests_total{'));
  return lines.map((line) => Number(line.split(' ').at(-1))).reduce((sum, value) => sum + value, 0);
}

/** Resolves when the count is as large as it must become; a request is counted a moment after its answer. */
async function countedAtLeast(url: string, least: number): Promise<number> {
  for (;;) {
    const count = await counted(url);
    if (count >= least) return count;
    await pause(50);
  }
}

interface AnsweredBy {
  readonly ids: readonly string[];
  readonly workers: ReadonlySet<number | undefined>;
}

/** These requests, and as many more as it takes until both workers have answered some. */
async function askBoth(requested: readonly string[] = []): Promise<AnsweredBy> {
  const ids = new Set(requested);
  for (;;) {
    const lines = await result(gateway, 'request', answered);
    const workers = new Set(lines.filter(({ request_id: id = '' }) => ids.has(id)).map(({ worker }) => worker));
    if (workers.size > 1) return { ids: [...ids], workers };
    ids.add((await ask('close')).id);
  }
}

describe('a gateway of two workers', () => {
  it(
    'answers with both at one port, with one log and one page of metrics',
    async () => {
      const client = async (): Promise<readonly string[]> => {
        const ids: string[] = [];
        for (let i = 0; i < 20; i++) ids.push((await ask('close')).id);
        return ids;
      };
      const ids = (await Promise.all(Array.from({ length: 10 }, client))).flat();
      expect(new Set(ids).size).toBe(200);
      expect(await countedAtLeast(metricsUrl, 200)).toBe(200);
      expect(await counted(`${gateway.url}/metrics`)).toBe(200);
      await result(gateway, 'request', 200);
      const written = linesOf(readFileSync(logFile, 'utf8'), 'request').map(({ request_id: id }) => id);
      expect(written.toSorted()).toEqual(ids.toSorted());
      const workers = linesOf(gateway.log(), 'a worker listens').map(({ worker }) => worker);
      expect((await askBoth(ids)).workers).toEqual(new Set(workers));
      expect(linesOf(gateway.log(), `listening on ${gateway.url}`)).toHaveLength(1);
    },
    MINUTES,
  );

  it(
    'shows the requests of both on the status page of either',
    async () => {
      const leaving = new AbortController();
      const headers = { 'x-api-key': TOKEN };
      const page = new StreamReader(await fetch(`${gateway.url}/status/events`, { headers, signal: leaving.signal }));
      await page.until('"requests"');
      const { ids } = await askBoth();
      for (const id of ids) expect(await page.until(`"${id}"`)).toContain('"provider":"demo"');
      leaving.abort();
    },
    MINUTES,
  );

  it(
    'replaces a worker that is killed, and goes on counting from where it was',
    async () => {
      const before = await counted(metricsUrl);
      const [victim] = linesOf(gateway.log(), 'a worker listens');
      const faults = await underLoad(async () => {
        process.kill(victim!.worker!, 'SIGKILL');
        await result(gateway, 'a worker listens', 3);
      });
      // What the victim was working on is lost, at once.
      expect(faults.filter((fault) => fault.includes('Timeout'))).toEqual([]);
      const requested = await Promise.all(Array.from({ length: 20 }, () => ask('close')));
      expect(requested.map(({ status }) => status)).toEqual(Array<number>(20).fill(200));
      const { workers } = await askBoth(requested.map(({ id }) => id));
      expect(workers.has(victim!.worker)).toBe(false);
      expect(await counted(metricsUrl)).toBeGreaterThanOrEqual(before + 20);
      expect(gateway.log()).toMatch(/"level":"error".*"signal":"SIGKILL".*"a worker has ended"/);
    },
    MINUTES,
  );

  it(
    'is reloaded under load without a request that fails',
    async () => {
      const before = new Set(linesOf(gateway.log(), 'a worker listens').map(({ worker }) => worker));
      const [counts, requested] = [await counted(metricsUrl), answered];
      const faults = await underLoad(async () => {
        process.kill(gateway.pid, 'SIGHUP');
        await result(gateway, 'reloaded', 1);
        await result(gateway, 'a worker has ended', 3);
      });
      expect(faults).toEqual([]);
      const { workers } = await askBoth();
      expect([...workers].filter((worker) => before.has(worker))).toEqual([]);
      const sum = counts + answered - requested;
      expect(await countedAtLeast(metricsUrl, sum)).toBe(sum);
      expect(linesOf(readFileSync(logFile, 'utf8'), 'request').length).toBe(linesOf(gateway.log(), 'request').length);
    },
    MINUTES,
  );
});
