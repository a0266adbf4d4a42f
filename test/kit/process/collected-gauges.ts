import { fileURLToPath } from 'node:url';
import type { GatewayProcess } from './gateway-process.js';
import { type Gauges, readGauges } from './read-gauges.js';

/** Settings of a gateway whose garbage can be collected. */
export const COLLECTABLE = {
  NODE_OPTIONS: `--import=${fileURLToPath(new URL('./collect-garbage.mjs', import.meta.url))}`,
};

/** What a gateway with `COLLECTABLE` holds after its garbage is collected. */
export async function readCollectedGauges(gateway: Pick<GatewayProcess, 'url' | 'pid'>): Promise<Gauges> {
  process.kill(gateway.pid, 'SIGUSR2');
  // The signal is handled at the latest with the first of the two requests.
  await readGauges(gateway);
  return readGauges(gateway);
}
