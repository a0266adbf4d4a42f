import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { askGateway, question } from '../kit/ask-gateway.js';
import { readGauges } from '../kit/read-gauges.js';
import { setStage, type Stage } from '../kit/stage.js';
import type { Step } from '../kit/upstreams/script.types.js';
import { isBuilt, ROUTES } from '../kit/wires.js';

const MINUTE = 60_000;
const MEGABYTE = 1024 * 1024;
/** Megabytes that are read of what the upstream never ends to say; `FLOOD_MEGABYTES=1024` makes it a flood. */
const FLOOD = Number(process.env.FLOOD_MEGABYTES ?? 100);
/** What an answer may hold at any time: a few reads, and the buffers of its connections. */
const MOST = 32 * MEGABYTE;

const COLLECTING = {
  NODE_OPTIONS: `--import=${fileURLToPath(new URL('../kit/collect-garbage.mjs', import.meta.url))}`,
};
const PIECE = 'word '.repeat(13_107);

function* flood(): Generator<Step> {
  for (;;) yield { text: PIECE };
}

const wires = ROUTES.filter((route) => isBuilt(route) && ['openai-chat', 'gemini', 'anthropic'].includes(route.name));

describe.each(wires)('a slow reader of much, over $name', (route) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage(route, () => ({ says: flood() }), COLLECTING);
  }, MINUTE);
  afterAll(() => stage.clear(), MINUTE);

  it(
    'costs no more memory than a short answer',
    async () => {
      const signal = AbortSignal.timeout(MINUTE + FLOOD * 500);
      const before = await readGauges(stage.gateway);
      const response = await askGateway(stage.gateway, { body: question({ stream: true }), signal });
      let size = 0;
      let pauses = 0;
      let most = 0;
      for await (const bytes of response.body!) {
        size += (bytes as Uint8Array).length;
        if (size > FLOOD * MEGABYTE) break;
        if (size < (pauses + 1) * 5 * MEGABYTE) continue;
        pauses++;
        // Long enough to fill every buffer between the two, were they not bounded.
        await pause(100);
        most = Math.max(most, (await readGauges(stage.gateway)).memory - before.memory);
      }
      expect(pauses).toBeGreaterThan(FLOOD / 6);
      expect(most).toBeLessThan(MOST);
    },
    2 * MINUTE + FLOOD * 500,
  );
});
