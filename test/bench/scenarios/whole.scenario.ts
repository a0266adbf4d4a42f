import { BenchClient } from '../bench-client.js';
import type { Bench } from '../bench.types.js';
import { wholeBody } from '../claude-code-bodies.js';
import { readCpuTime } from '../process/read-process.js';

const AT_ONCE = 16;
const BODY = wholeBody('48k');

/** Whole answers, as many as there can be. */
export async function wholeScenario({ contenders, upstream, effort, note }: Bench): Promise<void> {
  upstream.manner = 'whole';
  for (const contender of contenders) {
    const client = new BenchClient(contender.url);
    const until = performance.now() + effort.whole;
    const began = performance.now();
    const before = readCpuTime(contender.pid);
    let answers = 0;
    const ask = async (): Promise<void> => {
      while (performance.now() < until) {
        await client.ask(BODY).over;
        answers++;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
    note('whole-cpu', contender.name, (readCpuTime(contender.pid) - before) / answers);
    note('whole-rate', contender.name, (answers * 1000) / (performance.now() - began));
    client.close();
  }
}
