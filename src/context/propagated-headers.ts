import { Injectable } from '@nestjs/common';

/** Headers that belong to a trace, by their names: `traceparent` and its like. */
export type TraceHeaders = Readonly<Record<string, string>>;

/** What every request to an upstream carries of the trace that it belongs to. Tracing fills it, the transport reads it. */
@Injectable()
export class PropagatedHeaders {
  /** The headers of the trace that this call belongs to; undefined while tracing is off. */
  read: (() => TraceHeaders | undefined) | undefined;
}
