import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { mapStream, type ProviderResult } from '@gateway/provider-kit';
import { cleanUsage, type StreamEvent, type Usage } from '@gateway/protocol';
import { map, type Observable, tap } from 'rxjs';
import type { RequestContext, GatewayResponse } from '../../context/request-context.js';
import { InternalErrors } from '../../context/internal-errors.js';

/** Notes what an answer cost, when it began to speak and why it ended, as it passes. */
@Injectable()
export class UsageInterceptor implements NestInterceptor<ProviderResult, ProviderResult> {
  constructor(private readonly errors: InternalErrors) {}

  intercept(context: ExecutionContext, next: CallHandler<ProviderResult>): Observable<ProviderResult> {
    const { requestContext } = context.switchToHttp().getResponse<GatewayResponse>().locals;
    return next.handle().pipe(
      tap((answer) => this.readHead(answer, requestContext)),
      map((answer) =>
        mapStream(answer, {
          events: tap((events) => this.look(() => readEvents(events, requestContext))),
          bytes: tap((bytes) => this.look(() => readBytes(bytes, requestContext))),
        }),
      ),
    );
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

  /** What cannot be read is no reason to cut the answer off. */
  private look(read: () => void): void {
    this.errors.shield('usage', read);
  }
}

function readEvents(events: readonly StreamEvent[], requestContext: RequestContext): void {
  readUsage(requestContext, events);
  if (events.some(({ type }) => type === 'content_block_delta')) noteToken(requestContext);
}

function readBytes(bytes: Uint8Array, requestContext: RequestContext): void {
  if (requestContext.firstTokenAt !== undefined) return;
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('"content_block_delta"'))
    noteToken(requestContext);
}

/** An answer in one piece has no first token. */
function noteToken(requestContext: RequestContext): void {
  if (requestContext.facts?.stream === true) requestContext.firstTokenAt ??= performance.now();
}

/** What an answer has told of itself so far. */
export interface UsageTotals {
  usage?: Partial<Usage>;
  stopReason?: string;
}

/** Reads usage and stop reason from passing events into `account`; figures of the end overwrite those of the start. */
export function readUsage(totals: UsageTotals, events: readonly StreamEvent[]): void {
  for (const event of events) {
    if (event.type === 'message_start') addFacts(totals, { usage: event.message.usage });
    if (event.type === 'message_delta') addFacts(totals, { usage: event.usage, stopReason: event.delta.stop_reason });
  }
}

/** Adds what a provider answered about usage and stop reason to `account`; what is no count or no text is left out. */
export function addFacts(totals: UsageTotals, { usage, stopReason }: { usage?: unknown; stopReason?: unknown }): void {
  if (usage !== undefined) totals.usage = { ...totals.usage, ...cleanUsage(usage) };
  if (typeof stopReason === 'string') totals.stopReason = stopReason;
}
