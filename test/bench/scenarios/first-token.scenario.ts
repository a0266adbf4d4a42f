import { BenchClient } from '../bench-client.js';
import type { Bench } from '../bench.types.js';
import { streamingBody } from '../claude-code-bodies.js';
import { BODY_SIZES } from '../measures.js';
import { readCpuTime } from '../process/read-process.js';
import { quantile } from '../spread-of.js';

/** One request at a time, in turns, to an upstream that answers at once. */
export async function firstTokenScenario({ contenders, upstream, effort, note }: Bench): Promise<void> {
  upstream.manner = 'instant';
  for (const { id } of BODY_SIZES) {
    const body = streamingBody(id);
    const clients = contenders.map((contender) => ({
      contender,
      client: new BenchClient(contender.url),
      took: [] as number[],
      cpu: 0,
    }));
    for (let request = 0; request < effort.requests; request++)
      for (const each of clients) {
        const before = readCpuTime(each.contender.pid);
        const { begun: start, over } = each.client.ask(body);
        each.took.push(await start);
        await over;
        each.cpu += readCpuTime(each.contender.pid) - before;
      }
    for (const { contender, client, took, cpu } of clients) {
      note(`first-token-${id}`, contender.name, quantile(took, 0.5));
      note(`body-cpu-${id}`, contender.name, cpu / effort.requests);
      client.close();
    }
  }
}
