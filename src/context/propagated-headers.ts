import { Injectable } from '@nestjs/common';

/** Headers of a trace, by their names: `traceparent` and similar ones. */
export type TraceHeaders = Readonly<Record<string, string>>;

/** The trace headers that every request to an upstream carries. Tracing sets the function, the transport calls it. */
@Injectable()
export class PropagatedHeaders {
  /** The headers of the trace that this call belongs to; undefined while tracing is off. */
  read: (() => TraceHeaders | undefined) | undefined;
}
