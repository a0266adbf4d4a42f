import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { startGateway } from '../kit/process/gateway-process.js';

/** Where Debian's package puts the library that tells a process another time. */
const LIBRARY = ['x86_64-linux-gnu', 'aarch64-linux-gnu']
  .map((platform) => `/usr/lib/${platform}/faketime/libfaketime.so.1`)
  .find((path) => existsSync(path));

const OLD = ['gateway.log-20261119', 'gateway.log-20261120', 'gateway.log-20261121'];
const FOREIGN = ['gateway.log-old', 'notes.txt'];
const folder = mkdtempSync(join(tmpdir(), 'midnight-'));

afterAll(() => rmSync(folder, { recursive: true }));

interface Line {
  readonly time: string;
  readonly msg: string;
  readonly request_id?: string;
}

function read(name: string): readonly Line[] {
  const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Line).filter(({ msg }) => msg === 'request');
}

describe('midnight under load', () => {
  if (LIBRARY === undefined) {
    it.skip('by the clock of the system (skipped: faketime is not installed)', () => undefined);
    return;
  }

  it('by the clock of the system: every request in one file, old files pruned, others untouched', async () => {
    for (const name of [...OLD, ...FOREIGN]) writeFileSync(join(folder, name), 'before\n');
    const gateway = await startGateway({
      LOG_FILE: join(folder, 'gateway.log'),
      LOG_FILE_BACKUP_COUNT: '2',
      LD_PRELOAD: LIBRARY,
      // Seconds before midnight in which the gateway starts and writes its first lines, on a busy machine too.
      FAKETIME: '@2026-11-22 23:59:46',
      // Timers go by this one.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      TZ: 'UTC',
    });
    const requested: (string | null)[] = [];
    const client = async (): Promise<void> => {
      while (!existsSync(join(folder, 'gateway.log-20261122'))) {
        const response = await askGateway(gateway, { body: question({ max_tokens: 1 }) });
        requested.push(response.headers.get('request-id'));
        await response.text();
        await pause(5);
      }
    };
    await Promise.all([client(), client(), client(), client()]);
    const after = await askGateway(gateway, { body: question() });
    requested.push(after.headers.get('request-id'));
    await after.text();
    expect(await gateway.stop()).toBe(0);

    expect(readdirSync(folder).sort()).toEqual(
      ['gateway.log', 'gateway.log-20261121', 'gateway.log-20261122', ...FOREIGN].sort(),
    );
    const [before, later] = [read('gateway.log-20261122'), read('gateway.log')];
    expect(before.length).toBeGreaterThan(0);
    expect(later.length).toBeGreaterThan(0);
    // The probe that waited for the gateway is logged at `debug`.
    expect([...before, ...later].map(({ request_id }) => request_id).sort()).toEqual(requested.sort());
    expect(before.every(({ time }) => time < '2026-11-23')).toBe(true);
    // A line may have been begun in the last moment of the day, but none before a line of the former file.
    const times = [...before, ...later].map(({ time }) => time);
    expect(times).toEqual(times.toSorted());
    expect(times.at(-1)! > '2026-11-23').toBe(true);
  }, 60_000);
});
