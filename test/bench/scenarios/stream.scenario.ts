import type { Bench } from '../bench.types.js';
import { BATCHES } from '../measures.js';
import { quantile } from '../spread-of.js';
import { runStreams } from './run-streams.js';

const STREAMS = 100;
/** Milliseconds between two events: 50 a second. */
const EVERY = 20;

/** Paced streams: what an event costs, and how much later it arrives. */
export async function streamScenario({ contenders, upstream, effort, note }: Bench): Promise<void> {
  for (const batch of BATCHES)
    for (const contender of contenders) {
      const load = { streams: STREAMS, events: effort.events, batch, every: EVERY };
      const { cpuPerEvent, ages } = await runStreams(contender, upstream, load);
      note(`cpu-${batch}`, contender.name, cpuPerEvent);
      note(`p50-${batch}`, contender.name, quantile(ages, 0.5));
      note(`p99-${batch}`, contender.name, quantile(ages, 0.99));
    }
}
