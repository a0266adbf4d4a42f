import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { COLLECTABLE, readCollectedGauges } from '../kit/process/collected-gauges.js';
import { createHarness, type Harness } from '../kit/harness/harness.js';
import type { Step } from '../kit/upstreams/script.types.js';
import { isBuilt, ROUTES } from '../kit/harness/wires.js';

const MINUTE = 60_000;
const MEGABYTE = 1024 * 1024;
/** Megabytes that are read of what the upstream never ends to say; `FLOOD_MEGABYTES=1024` makes it a flood. */
const FLOOD = Number(process.env.FLOOD_MEGABYTES ?? 20);
/** By how much of what was read the memory may have grown meanwhile: what is collected when is a matter of chance. */
const FLAT = 0.2;

/** How often the memory is looked at. */
const SAMPLES = 20;
const PIECE = 'word '.repeat(13_107);

function* flood(): Generator<Step> {
  for (;;) yield { text: PIECE };
}

const mean = (figures: readonly number[]): number => figures.reduce((sum, one) => sum + one, 0) / figures.length;

const wires = ROUTES.filter((route) => isBuilt(route) && ['openai-chat', 'gemini', 'anthropic'].includes(route.name));

describe.each(wires)('a slow reader of much, over $name', (route) => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await createHarness(route, () => ({ says: flood() }), COLLECTABLE);
  }, MINUTE);
  afterAll(() => harness.clear(), MINUTE);

  it(
    'costs no more memory the more there is',
    async () => {
      const signal = AbortSignal.timeout(MINUTE + FLOOD * 500);
      const response = await askGateway(harness.gateway, { body: question({ stream: true }), signal });
      let size = 0;
      const held: number[] = [];
      for await (const bytes of response.body!) {
        size += (bytes as Uint8Array).length;
        if (size > FLOOD * MEGABYTE) break;
        if (size < ((held.length + 1) * FLOOD * MEGABYTE) / SAMPLES) continue;
        // Long enough to fill every buffer between the two, were they not bounded.
        await pause(100);
        held.push((await readCollectedGauges(harness.gateway)).memory);
      }
      expect(held.length).toBeGreaterThan(0.8 * SAMPLES);
      const half = held.length / 2;
      expect(mean(held.slice(half)) - mean(held.slice(0, half))).toBeLessThan(FLAT * FLOOD * MEGABYTE);
    },
    2 * MINUTE + FLOOD * 500,
  );
});
