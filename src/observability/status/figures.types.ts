import type { LiveFigures } from './live/live-figures.types.js';
import type { StatusSnapshot } from './stats/stats-store.js';

/** All figures that one viewer may see. */
export interface Figures extends StatusSnapshot, LiveFigures {
  /** When the process that sums began to, in milliseconds since 1970. */
  readonly started_at: number;
  /** How many processes are summed. */
  readonly workers: number;
}
