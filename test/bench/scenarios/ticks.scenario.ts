import { BenchClient } from '../bench-client.js';
import type { Bench } from '../bench.types.js';
import { streamingBody } from '../claude-code-bodies.js';
import { gatewayTo, startContender } from '../process/contender.js';

const BODY = streamingBody('2m');
const WARM_UP = 10;
const REQUESTS = 10;

/**
 * How long other streams wait for a large body: the longest turn of the event loop, as a share of the CPU time that
 * the request takes. Decoding, parsing, translating and serialising in one turn would make it most of it.
 */
export async function ticksScenario({ wire, upstream, note }: Bench, upstreamUrl: string): Promise<void> {
  upstream.manner = 'instant';
  const gateway = await startContender(gatewayTo(wire, upstreamUrl), { probed: true });
  const client = new BenchClient(gateway.url);
  const shares: number[] = [];
  try {
    for (let request = 0; request < WARM_UP + REQUESTS; request++) {
      await gateway.probe('settle');
      await gateway.probe('watch');
      await client.ask(BODY).over;
      const { longestTick = 0, cpu = 0 } = (await gateway.probe('watched')) ?? {};
      if (request >= WARM_UP) shares.push(longestTick / cpu);
    }
    // Whatever else the machine does can only make a turn longer.
    note('longest-turn', gateway.name, Math.min(...shares));
  } finally {
    client.close();
    await gateway.stop();
  }
}
