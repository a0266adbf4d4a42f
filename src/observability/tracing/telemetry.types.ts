import type { ObservedRequest } from '../../context/request.feed.js';

/** Creates traces of requests. */
export interface Telemetry {
  begin(watched: ObservedRequest): Trace;
  /** Exports the spans that are not exported yet. */
  shutdown(): Promise<void>;
}

/** The trace of one request. */
export interface Trace {
  /** Headers that connect the upstream's trace with this one. */
  readonly headers: Readonly<Record<string, string>>;
  /** The request is over. */
  end(): void;
}
