import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { createHarness, type Harness } from '../kit/harness/create-harness.js';
import { ROUTES } from '../kit/harness/wires.js';
import { result } from './read-log.js';

const MINUTES = 120_000;
const route = ROUTES.find(({ name }) => name === 'openai-chat')!;

describe('a budget and the audit of two workers', () => {
  let folder: string;
  let harness: Harness;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workers-'));
    const sha256 = createHash('sha256').update('token-of-ada').digest('hex');
    await writeFile(join(folder, 'tokens.json'), JSON.stringify([{ name: 'ada', sha256, usd_per_day: 6 }]));
    // A response has two tokens of output: one dollar.
    await writeFile(join(folder, 'prices.json'), JSON.stringify({ 'gpt-4.1': { input: 0, output: 500_000 } }));
    harness = await createHarness(route, () => ({ says: [{ text: 'hi' }], usage: { input: 3, output: 2 } }), {
      WORKERS: '2',
      AUTH_TOKENS_FILE: join(folder, 'tokens.json'),
      PRICES_FILE: join(folder, 'prices.json'),
      AUDIT_LOG_FILE: join(folder, 'audit.log'),
    });
    await result(harness.gateway, 'a worker listens', 2);
  }, MINUTES);
  afterEach(async () => {
    await harness.clear();
    await rm(folder, { recursive: true });
  }, MINUTES);

  /** A request on a connection of its own, so that any worker may get it. */
  const ask = async (): Promise<number> => {
    const headers = { 'x-api-key': 'token-of-ada', connection: 'close' };
    const response = await askGateway(harness.gateway, { body: question(), headers });
    await response.text();
    return response.status;
  };

  interface AuditRecord {
    readonly usd: number;
    readonly outcome: string;
  }

  /** The records of complete lines. */
  const audited = async (): Promise<readonly AuditRecord[]> => {
    const lines = (await readFile(join(folder, 'audit.log'), 'utf8')).split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as AuditRecord);
  };

  it(
    'hold for both together, and outlive a worker',
    async () => {
      const statuses: number[] = [];
      for (let i = 0; i < 5; i++) statuses.push(await ask());
      expect(statuses).toEqual([200, 200, 200, 200, 200]);
      // A process that is killed cannot write what it still holds.
      while ((await audited()).length < 5) await pause(20);
      const [first] = await result(harness.gateway, 'a worker listens', 2);
      process.kill(first!.worker!, 'SIGKILL');
      await result(harness.gateway, 'a worker listens', 3);
      const later: number[] = [];
      for (let i = 0; i < 4; i++) later.push(await ask());
      // The cost of a request may arrive a moment after its response.
      expect([2, 3]).toContain(later.filter((status) => status === 429).length);
      expect(later.at(-1)).toBe(429);
      expect(await harness.gateway.stop()).toBe(0);
      const records = await audited();
      const served = 5 + later.filter((status) => status === 200).length;
      expect(records).toHaveLength(9);
      expect(records.filter(({ outcome, usd }) => outcome === 'ok' && usd === 1)).toHaveLength(served);
      expect(records.filter(({ outcome, usd }) => outcome === 'billing_error' && usd === 0)).toHaveLength(9 - served);
    },
    MINUTES,
  );
});
