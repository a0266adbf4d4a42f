import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { type GatewayProcess, startGateway } from '../kit/process/gateway-process.js';
import { hasRedis, type RedisServer, startRedis } from '../kit/process/redis-server.js';

const MINUTE = 60_000;

(hasRedis() ? describe : describe.skip)('a rate that is counted in Redis', () => {
  let redis: RedisServer;
  const gateways: GatewayProcess[] = [];

  const start = async (settings: Record<string, string>): Promise<GatewayProcess> => {
    // No provider is configured: the demo answers.
    const gateway = await startGateway({ REDIS_URL: redis.url, RATE_LIMIT_PER_MINUTE: '5', ...settings });
    gateways.push(gateway);
    return gateway;
  };
  const ask = async (gateway: GatewayProcess): Promise<number> =>
    (await askGateway(gateway, { body: question() })).status;

  afterEach(async () => {
    for (const gateway of gateways.splice(0)) await gateway.stop();
    await redis.stop();
  }, MINUTE);

  it(
    'is one for all replicas',
    async () => {
      redis = await startRedis();
      const [one, other] = [await start({}), await start({})];
      const statuses: number[] = [];
      for (let i = 0; i < 4; i++) statuses.push(await ask(one), await ask(other));
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    },
    MINUTE,
  );

  it.each([
    ['allow', 200],
    ['refuse', 529],
  ])(
    'while Redis is gone: %s answers %s, and goes on counting when it is back',
    async (REDIS_FAILURE, status) => {
      redis = await startRedis();
      const gateway = await start({ REDIS_FAILURE });
      expect(await ask(gateway)).toBe(200);
      await redis.stop();
      await pause(100);
      const gone: number[] = [];
      for (let i = 0; i < 6; i++) gone.push(await ask(gateway));
      expect(gone).toEqual(gone.map(() => status));
      redis = await startRedis(Number(new URL(redis.url).port));
      while (!gateway.log().includes('Redis is available again')) await pause(50);
      const back: number[] = [];
      for (let i = 0; i < 6; i++) back.push(await ask(gateway));
      expect(back).toEqual([200, 200, 200, 200, 200, 429]);
    },
    MINUTE,
  );
});
