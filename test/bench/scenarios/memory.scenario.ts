import { setTimeout as sleep } from 'node:timers/promises';
import { BenchClient } from '../bench-client.js';
import type { Bench } from '../bench.types.js';
import { streamingBody } from '../claude-code-bodies.js';
import { emptyNest, gatewayTo, pipeTo, startContender, type Contender } from '../process/contender.js';
import { readResidentSet } from '../process/read-process.js';

/** SDKs of providers, and the wires that may load them. */
const SDKS: Readonly<Record<string, readonly string[]>> = {
  openai: ['openai-chat', 'openai-responses'],
  '@azure/identity': [],
  '@google/genai': ['gemini'],
  'google-auth-library': [],
  '@anthropic-ai/sdk': ['anthropic'],
  '@opentelemetry/sdk-trace': [],
};

const BODY = streamingBody('48k');
/** Streams that are opened before the garbage of their requests is collected. */
const OPENED_AT_ONCE = 25;

/** Memory of fresh processes, all garbage collected: at rest, and with many idle streams. */
export async function memoryScenario({ wire, upstream, effort, note }: Bench, upstreamUrl: string): Promise<void> {
  const recipes = [emptyNest(), pipeTo(wire, upstreamUrl), gatewayTo(wire, upstreamUrl)];
  for (const recipe of recipes) {
    const contender = await startContender(recipe, { probed: true });
    try {
      await sleep(1000);
      const loaded = (await contender.probe('settle'))?.packages ?? [];
      if (recipe.name !== 'pipe') note('rest', recipe.name, (await settled(contender)).resident / 1024);
      if (recipe.name === emptyNest().name) continue;
      const held = await holdStreams(contender, upstream, effort.idleStreams);
      note('idle', recipe.name, held.resident / effort.idleStreams);
      note('idle-held', recipe.name, held.reachable / effort.idleStreams);
      if (recipe.name === 'gateway')
        note('idle-sdks', recipe.name, loaded.filter((name) => SDKS[name]?.includes(wire.name) === false).length);
    } finally {
      await contender.stop();
    }
  }
}

/** In KB. */
interface Memory {
  readonly resident: number;
  readonly reachable: number;
}

/** What many open streams hold. */
async function holdStreams(contender: Contender, upstream: Bench['upstream'], streams: number): Promise<Memory> {
  upstream.manner = 'held';
  upstream.held = [];
  const client = new BenchClient(contender.url);
  const open = async (count: number): Promise<Promise<undefined>[]> => {
    const requested = Array.from({ length: count }, () => client.ask(BODY));
    await Promise.all(requested.map(({ begun: start }) => start));
    await contender.probe('settle');
    return requested.map(({ over }) => over);
  };
  // What the first requests bring into memory for good is no stream's.
  const ends = await open(2 * OPENED_AT_ONCE);
  const before = await settled(contender);
  for (let opened = 0; opened < streams; opened += OPENED_AT_ONCE)
    ends.push(...(await open(Math.min(OPENED_AT_ONCE, streams - opened))));
  const after = await settled(contender);
  for (const answer of upstream.held) answer.finish();
  await Promise.all(ends);
  client.close();
  return { resident: after.resident - before.resident, reachable: after.reachable - before.reachable };
}

async function settled(contender: Contender): Promise<Memory> {
  await contender.probe('settle');
  await sleep(300);
  const { held = 0 } = (await contender.probe('settle')) ?? {};
  return { resident: readResidentSet(contender.pid), reachable: held };
}
