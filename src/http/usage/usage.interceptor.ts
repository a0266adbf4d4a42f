import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { mapStream, type ProviderResult, type StreamStages } from '@gateway/provider-kit';
import { cleanUsage, type StreamEvent, type Usage } from '@gateway/protocol';
import { map, type Observable, tap } from 'rxjs';
import type { RequestContext, GatewayResponse } from '../../context/request-context.js';
import { InternalErrors } from '../../context/internal-errors.js';
import { estimateOutput } from './estimate-output.js';

/** Records usage, time of the first token and stop reason of a response while it passes. */
@Injectable()
export class UsageInterceptor implements NestInterceptor<ProviderResult, ProviderResult> {
  constructor(private readonly errors: InternalErrors) {}

  intercept(context: ExecutionContext, next: CallHandler<ProviderResult>): Observable<ProviderResult> {
    const { requestContext } = context.switchToHttp().getResponse<GatewayResponse>().locals;
    return next.handle().pipe(
      tap((answer) => this.readHead(answer, requestContext)),
      map((answer) => mapStream(answer, this.toStages(requestContext))),
      map((answer) => mapStream(answer, { events: estimateOutput(requestContext) })),
    );
  }

  private toStages(requestContext: RequestContext): StreamStages {
    return {
      events: {
        next: (events) => {
          if (!isMidway(events, requestContext)) this.look(() => readEvents(events, requestContext));
          return events;
        },
      },
      bytes: {
        next: (bytes) => {
          if (requestContext.firstTokenAt === undefined) this.look(() => readBytes(bytes, requestContext));
          return bytes;
        },
      },
    };
  }

  private readHead(answer: ProviderResult, requestContext: RequestContext): void {
    if (answer.kind === 'count') return;
    requestContext.upstreamRequestId = answer.headers['x-upstream-request-id'] ?? answer.headers['request-id'];
    if (answer.kind === 'events') return;
    answer.facts?.then(
      (facts) => addFacts(requestContext, facts),
      (error: unknown) => this.errors.note('usage', error),
    );
  }

  /** A failure to read usage must not end the response. */
  private look(read: () => void): void {
    this.errors.shield('usage', read);
  }
}

/** The read of a stream that has begun and brings nothing but content, as almost all reads do. */
function isMidway(events: readonly StreamEvent[], { firstTokenAt }: RequestContext): boolean {
  return firstTokenAt !== undefined && events.every(({ type }) => type === 'content_block_delta');
}

function readEvents(events: readonly StreamEvent[], requestContext: RequestContext): void {
  readUsage(requestContext, events);
  if (events.some(({ type }) => type === 'content_block_delta')) noteToken(requestContext);
}

function readBytes(bytes: Uint8Array, requestContext: RequestContext): void {
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('"content_block_delta"'))
    noteToken(requestContext);
}

/** A response in one piece has no first token. */
function noteToken(requestContext: RequestContext): void {
  if (requestContext.facts?.stream === true) requestContext.firstTokenAt ??= performance.now();
}

/** The usage and stop reason of a response so far. */
export interface UsageTotals {
  usage?: Partial<Usage>;
  stopReason?: string;
}

/** Reads usage and stop reason from passing events into `totals`; figures of the end overwrite those of the start. */
export function readUsage(totals: UsageTotals, events: readonly StreamEvent[]): void {
  for (const event of events) {
    if (event.type === 'message_start') addFacts(totals, { usage: event.message.usage });
    if (event.type === 'message_delta') addFacts(totals, { usage: event.usage, stopReason: event.delta.stop_reason });
  }
}

/** Adds usage and stop reason of a forwarded response to `totals`; values of a wrong type are left out. */
export function addFacts(totals: UsageTotals, { usage, stopReason }: { usage?: unknown; stopReason?: unknown }): void {
  if (usage !== undefined) totals.usage = { ...totals.usage, ...cleanUsage(usage) };
  if (typeof stopReason === 'string') totals.stopReason = stopReason;
}
