import type { Bench } from '../bench.types.js';
import { LENGTHS, STREAMS } from '../measures.js';
import { runStreams } from './run-streams.js';

/** What an event costs with more streams and with longer ones: the same, when the whole grows linearly. */
export async function growthScenario({ contenders, upstream, note }: Bench): Promise<void> {
  for (const contender of contenders) {
    for (const streams of STREAMS) {
      const { cpuPerEvent } = await runStreams(contender, upstream, { streams, events: 100, batch: 1, every: 20 });
      note(`streams-${streams}`, contender.name, cpuPerEvent);
    }
    for (const events of LENGTHS) {
      const { cpuPerEvent } = await runStreams(contender, upstream, { streams: 20, events, batch: 1, every: 4 });
      note(`length-${events}`, contender.name, cpuPerEvent);
    }
  }
}
