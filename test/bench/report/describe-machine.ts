import { cpus, release, type } from 'node:os';
import { canPin } from '../process/pin-to-core.js';

/** On what was measured, in one sentence. */
export function describeMachine(): string {
  const [cpu] = cpus();
  const apart = canPin() ? 'each side on a core of its own' : 'the cores shared, as nothing can be pinned here';
  return `Node ${process.versions.node}, ${type()} ${release()}, ${cpus().length} × ${cpu?.model.trim() ?? 'CPU'}, ${apart}`;
}
