import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type GatewayProcess } from '../kit/process/gateway-process.js';
import { findVectors, readPending } from '../vectors/find-vectors.js';
import { MockUpstream } from '../vectors/mock-upstream.js';
import { runVector } from '../vectors/run-vector.js';
import { toSettings } from '../vectors/to-settings.js';
import type { Vector } from '../vectors/vector.types.js';

const VECTORS = findVectors();
const PENDING = readPending();

/** Vectors of one configuration share a gateway. */
const CONFIGURATIONS = Map.groupBy(VECTORS, ({ wire, config }) => `${wire} ${JSON.stringify(config)}`);

describe('the vectors of the contract', () => {
  let mock: MockUpstream;

  beforeAll(async () => {
    mock = await MockUpstream.start();
  });
  afterAll(() => mock.close());

  it('are there, and each pending one too', () => {
    expect(VECTORS.length).toBeGreaterThan(100);
    const names = new Set(VECTORS.map(({ name }) => name));
    expect(names.size).toBe(VECTORS.length);
    expect(Object.keys(PENDING).filter((name) => !names.has(name))).toEqual([]);
  });

  describe.each([...CONFIGURATIONS])('%s', (_, vectors: readonly Vector[]) => {
    let gateway: GatewayProcess | Error;

    // A gateway that does not start with a setting is a failure of its vectors, which may be pending.
    beforeAll(async () => {
      gateway = await startGateway(toSettings(vectors[0]!, mock.url)).catch((error: unknown) => error as Error);
    }, 60_000);
    afterAll(async () => {
      if (!(gateway instanceof Error)) await gateway.stop();
    }, 60_000);

    it.each(vectors)(
      '$name (contract §$section)',
      async (vector) => {
        const problems = gateway instanceof Error ? [gateway.message] : await runVector(vector, gateway.url, mock);
        const reason = PENDING[vector.name];
        if (reason === undefined) expect(problems).toEqual([]);
        else if (problems.length === 0) throw new Error(`holds now: take it off test/vectors/pending.json (${reason})`);
      },
      60_000,
    );
  });
});
