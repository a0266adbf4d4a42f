import type { Bench } from './bench.types.js';
import { BenchUpstream } from './bench-upstream.js';
import type { BenchWire } from './bench-wires.js';
import { type Contender, gatewayTo, peerTo, pipeTo, shellTo, startContender } from './process/contender.js';
import type { Options } from './read-options.js';
import type { Results } from './results.js';
import { firstTokenScenario } from './scenarios/first-token.scenario.js';
import { growthScenario } from './scenarios/growth.scenario.js';
import { memoryScenario } from './scenarios/memory.scenario.js';
import { runStreams } from './scenarios/run-streams.js';
import { streamScenario } from './scenarios/stream.scenario.js';
import { translatorScenario } from './scenarios/translator.scenario.js';
import { ticksScenario } from './scenarios/ticks.scenario.js';
import { wholeScenario } from './scenarios/whole.scenario.js';

/** Code is measured as it runs after hours: each of these is enough for it to be compiled well. */
const WARM_UP = { whole: 1500, requests: 10 };
const WARM_UP_STREAMS = { streams: 50, events: 600, batch: 1, every: 5 };

/** Rounds of what takes long and hardly varies: growth and memory. */
const STEADY_ROUNDS = 2;

/** All rounds of one wire: in each of them every contender has the same to do, one after the other. */
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
    const recipes = [pipeTo(wire, url), shellTo(wire, url), gatewayTo(wire, url)];
    recipes.push(...peers.map(({ command, name }) => peerTo(command, name, wire, url)));
    for (const recipe of recipes) contenders.push(await startContender(recipe));
    const note: Bench['note'] = (id, contender, figure) => results.note(wire.name, id, contender, figure);
    const bench: Bench = { wire, upstream, contenders, effort, note };
    const warmUp: Bench = { ...bench, effort: { ...effort, ...WARM_UP }, note: () => undefined };
    for (const contender of contenders) await runStreams(contender, upstream, WARM_UP_STREAMS);
    for (const harness of [wholeScenario, firstTokenScenario]) await harness(warmUp);
    for (let round = 1; round <= effort.rounds; round++) {
      say(`${wire.name}: round ${round} of ${effort.rounds}`);
      await streamScenario(bench);
      await wholeScenario(bench);
      await firstTokenScenario(bench);
      await translatorScenario(bench);
      if (!effort.full || round > STEADY_ROUNDS) continue;
      await growthScenario(bench);
      await memoryScenario(bench, url);
    }
    if (effort.full) await ticksScenario(bench, url);
  } finally {
    for (const contender of contenders) await contender.stop();
    upstream.close();
  }
}
