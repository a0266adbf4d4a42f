import { readOpenCircuits } from '../kit/process/read-open-circuits.js';
import type { Harness } from '../kit/harness/create-harness.js';

/** Lines of the log that no client and no upstream may cause. */
const STUMBLE = /unhandled|uncaught|internal error/i;

/** What is seen of a gateway when all cases are over. */
export interface Remains {
  /** Whether the process still answers. */
  readonly alive: boolean;
  /** Providers whose circuit is open. */
  readonly circuits: readonly string[];
  /** Some lines of the log that show an internal error. */
  readonly stumbles: readonly string[];
}

/** Ends the gateway and its upstream. Returns what the cases left behind. */
export async function endHarness(harness: Harness): Promise<Remains> {
  const alive = await fetch(`${harness.gateway.url}/health/live`).then(
    ({ ok }) => ok,
    () => false,
  );
  const circuits = alive ? await readOpenCircuits(harness.gateway) : [];
  await harness.clear();
  const lines = harness.gateway.log().split('\n');
  return { alive, circuits, stumbles: lines.filter((line) => STUMBLE.test(line)).slice(0, 5) };
}
