import type { BenchUpstream } from './bench-upstream.js';
import type { BenchWire } from './bench-wires.js';
import type { Contender } from './process/contender.js';

/** How long a run takes, and how sure it is. */
export interface Effort {
  readonly rounds: number;
  /** Events of each paced stream. */
  readonly events: number;
  /** Milliseconds of whole answers. */
  readonly whole: number;
  /** Requests of each size for the first token. */
  readonly requests: number;
  readonly idleStreams: number;
  /** Also how cost grows, memory, and turns of the event loop. */
  readonly full: boolean;
}

/** One wire, its upstream, and who stands between. */
export interface Bench {
  readonly wire: BenchWire;
  readonly upstream: BenchUpstream;
  readonly contenders: readonly Contender[];
  readonly effort: Effort;
  note(id: string, contender: string, figure: number): void;
}
