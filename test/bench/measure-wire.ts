import type { Bench } from './bench.types.js';
import { BenchUpstream } from './bench-upstream.js';
import type { BenchWire } from './bench-wires.js';
import { type Contender, gatewayTo, peerTo, pipeTo, startContender } from './process/contender.js';
import type { Options } from './read-options.js';
import type { Results } from './results.js';
import { firstTokenStage } from './stages/first-token.stage.js';
import { growthStage } from './stages/growth.stage.js';
import { memoryStage } from './stages/memory.stage.js';
import { runStreams } from './stages/run-streams.js';
import { streamStage } from './stages/stream.stage.js';
import { translatorStage } from './stages/translator.stage.js';
import { turnsStage } from './stages/turns.stage.js';
import { wholeStage } from './stages/whole.stage.js';

/** Code is measured as it runs after hours: each of these is enough for it to be compiled well. */
const WARM_UP = { whole: 1500, requests: 10 };
const WARM_UP_STREAMS = { streams: 50, events: 600, batch: 1, every: 5 };

/** Rounds of what takes long and hardly varies: growth and memory. */
const STEADY_ROUNDS = 2;

/** All rounds of one wire: in each of them everybody has the same to do, one after the other. */
export async function measureWire(
  wire: BenchWire,
  { peers, effort }: Pick<Options, 'peers' | 'effort'>,
  results: Results,
  say: (progress: string) => void,
): Promise<void> {
  const upstream = new BenchUpstream(wire);
  const url = await upstream.listen();
  const contenders: Contender[] = [];
  try {
    const recipes = [pipeTo(wire, url), gatewayTo(wire, url)];
    recipes.push(...peers.map(({ command, name }) => peerTo(command, name, wire, url)));
    for (const recipe of recipes) contenders.push(await startContender(recipe));
    const note: Bench['note'] = (id, contender, figure) => results.note(wire.name, id, contender, figure);
    const bench: Bench = { wire, upstream, contenders, effort, note };
    const warmUp: Bench = { ...bench, effort: { ...effort, ...WARM_UP }, note: () => undefined };
    for (const contender of contenders) await runStreams(contender, upstream, WARM_UP_STREAMS);
    for (const stage of [wholeStage, firstTokenStage]) await stage(warmUp);
    for (let round = 1; round <= effort.rounds; round++) {
      say(`${wire.name}: round ${round} of ${effort.rounds}`);
      await streamStage(bench);
      await wholeStage(bench);
      await firstTokenStage(bench);
      await translatorStage(bench);
      if (!effort.full || round > STEADY_ROUNDS) continue;
      await growthStage(bench);
      await memoryStage(bench, url);
    }
    if (effort.full) await turnsStage(bench, url);
  } finally {
    for (const contender of contenders) await contender.stop();
    upstream.close();
  }
}
