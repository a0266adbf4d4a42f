import type { ObservedRequest } from '../../context/request.feed.js';

/** Makes traces of exchanges. */
export interface Telemetry {
  begin(watched: ObservedRequest): Trace;
  /** Sends what has not been sent. */
  shutdown(): Promise<void>;
}

/** The trace of one exchange. */
export interface Trace {
  /** Headers that tell an upstream which trace its request belongs to. */
  readonly headers: Readonly<Record<string, string>>;
  /** The exchange is over. */
  end(): void;
}
