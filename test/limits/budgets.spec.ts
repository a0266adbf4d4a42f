import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { delay, from } from 'rxjs';
import { type RunningApp, startApp } from '../kit/app/start-app.js';
import { events, QUESTION, STORY } from '../kit/app/story.js';
import { hasRedis, type RedisServer, startRedis } from '../kit/process/redis-server.js';

const MINUTE = 60_000;

(hasRedis() ? describe : describe.skip)('a budget in Redis', () => {
  let folder: string;
  let redis: RedisServer;
  let apps: RunningApp[] = [];
  let answered = 0;

  beforeEach(async () => {
    answered = 0;
    folder = await mkdtemp(join(tmpdir(), 'budgets-'));
    // A response of the story has two tokens of output: one dollar.
    await writeFile(join(folder, 'prices.json'), JSON.stringify({ large: { input: 0, output: 500_000 } }));
    redis = await startRedis(undefined, folder);
  });
  afterEach(async () => {
    await Promise.all(apps.map((app) => app.close()));
    apps = [];
    await redis.stop();
    await rm(folder, { recursive: true });
  }, MINUTE);

  const start = async (replicas: number, limits: object, settings: Record<string, string> = {}): Promise<void> => {
    const token = { name: 'ada', sha256: createHash('sha256').update('ada').digest('hex'), ...limits };
    await writeFile(join(folder, 'tokens.json'), JSON.stringify([token]));
    const open = (): ReturnType<typeof events> => {
      answered++;
      return events(() => from(STORY).pipe(delay(20)));
    };
    apps = await Promise.all(
      Array.from({ length: replicas }, () =>
        startApp(
          { open },
          {
            AUTH_TOKENS_FILE: join(folder, 'tokens.json'),
            PRICES_FILE: join(folder, 'prices.json'),
            REDIS_URL: redis.url,
            ...settings,
          },
        ),
      ),
    );
  };
  const ask = async (index: number): Promise<number> => {
    const response = await fetch(`${apps[index % apps.length]!.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': 'ada' },
      body: JSON.stringify(QUESTION),
    });
    await response.text();
    return response.status;
  };
  const restart = async (): Promise<void> => {
    redis = await startRedis(Number(new URL(redis.url).port), folder);
  };

  it(
    'for 50 requests: of 200 parallel ones over 3 replicas no more run than that and those in flight',
    async () => {
      const inFlight = 3 * 4;
      await start(3, { usd_per_day: 50 }, { MAX_CONCURRENT_REQUESTS_PER_TOKEN: '4', MAX_QUEUED_REQUESTS: '200' });
      const statuses = await Promise.all(Array.from({ length: 200 }, (_, i) => ask(i)));
      const served = statuses.filter((status) => status === 200).length;
      expect(served).toBe(answered);
      expect(served).toBeGreaterThanOrEqual(50);
      // A place is free a tick before the cost of its request is in Redis: that request is in flight for the budget.
      expect(served).toBeLessThanOrEqual(50 + 2 * inFlight);
      expect(statuses.filter((status) => status === 429)).toHaveLength(200 - served);
    },
    MINUTE,
  );

  it(
    'keeps what was spent over a restart of Redis, also what was spent while it was gone',
    async () => {
      await start(2, { usd_per_day: 6 });
      expect([await ask(0), await ask(1)]).toEqual([200, 200]);
      await pause(50);
      await redis.stop();
      await pause(100);
      // With REDIS_FAILURE=allow they are admitted.
      expect([await ask(0), await ask(1), await ask(0)]).toEqual([200, 200, 200]);
      await restart();
      await pause(3000);
      expect([await ask(0), await ask(1), await ask(0)]).toEqual([200, 429, 429]);
    },
    MINUTE,
  );

  it(
    'that cannot be read is refused with REDIS_FAILURE=refuse, in a form that the client shows',
    async () => {
      await start(1, { usd_per_day: 6 }, { REDIS_FAILURE: 'refuse' });
      await redis.stop();
      await pause(100);
      const refused = await fetch(`${apps[0]!.url}/v1/messages`, {
        method: 'POST',
        headers: { 'x-api-key': 'ada' },
        body: JSON.stringify(QUESTION),
      });
      expect(refused.status).toBe(429);
      expect(refused.headers.get('anthropic-ratelimit-unified-overage-disabled-reason')).toBe('fetch_error');
      await restart();
      await pause(3000);
      expect(await ask(0)).toBe(200);
    },
    MINUTE,
  );
});
