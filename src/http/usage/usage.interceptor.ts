import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { ByteReply, EventReply } from '@gateway/provider-kit';
import { cleanUsage, type StreamEvent, type Usage } from '@gateway/protocol';
import { map, type Observable, tap } from 'rxjs';
import type { Exchange, GatewayResponse } from '../../context/exchange.js';
import { InternalErrors } from '../../context/internal-errors.js';
import type { Answer } from '../../context/answer.types.js';

/** Notes what an answer cost, when it began to speak and why it ended, as it passes. */
@Injectable()
export class UsageInterceptor implements NestInterceptor<Answer, Answer> {
  constructor(private readonly errors: InternalErrors) {}

  intercept(context: ExecutionContext, next: CallHandler<Answer>): Observable<Answer> {
    const { exchange } = context.switchToHttp().getResponse<GatewayResponse>().locals;
    return next.handle().pipe(
      map((answer) => {
        if (typeof answer === 'number') return answer;
        exchange.upstreamRequestId = answer.headers['x-upstream-request-id'] ?? answer.headers['request-id'];
        return 'bytes' in answer ? this.noteBytes(answer, exchange) : this.noteEvents(answer, exchange);
      }),
    );
  }

  private noteEvents(answer: EventReply, exchange: Exchange): EventReply {
    return {
      ...answer,
      events: (gate) => answer.events(gate).pipe(tap((events) => this.look(() => readEvents(events, exchange)))),
    };
  }

  private noteBytes(answer: ByteReply, exchange: Exchange): ByteReply {
    answer.facts?.then(
      (facts) => addFacts(exchange, facts),
      (error: unknown) => this.errors.note('usage', error),
    );
    return {
      ...answer,
      bytes: (gate) => answer.bytes(gate).pipe(tap((bytes) => this.look(() => readBytes(bytes, exchange)))),
    };
  }

  /** What cannot be read is no reason to cut the answer off. */
  private look(read: () => void): void {
    this.errors.shield('usage', read);
  }
}

function readEvents(events: readonly StreamEvent[], exchange: Exchange): void {
  readUsage(exchange, events);
  if (events.some(({ type }) => type === 'content_block_delta')) noteToken(exchange);
}

function readBytes(bytes: Uint8Array, exchange: Exchange): void {
  if (exchange.firstTokenAt !== undefined) return;
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('"content_block_delta"')) noteToken(exchange);
}

/** An answer in one piece has no first token. */
function noteToken(exchange: Exchange): void {
  if (exchange.facts?.stream === true) exchange.firstTokenAt ??= performance.now();
}

/** What an answer has told of itself so far. */
export interface Account {
  usage?: Partial<Usage>;
  stopReason?: string;
}

/** Reads usage and stop reason from passing events into `account`; figures of the end overwrite those of the start. */
export function readUsage(account: Account, events: readonly StreamEvent[]): void {
  for (const event of events) {
    if (event.type === 'message_start') addFacts(account, { usage: event.message.usage });
    if (event.type === 'message_delta') addFacts(account, { usage: event.usage, stopReason: event.delta.stop_reason });
  }
}

/** Adds what a provider answered about usage and stop reason to `account`; what is no count or no text is left out. */
export function addFacts(account: Account, { usage, stopReason }: { usage?: unknown; stopReason?: unknown }): void {
  if (usage !== undefined) account.usage = { ...account.usage, ...cleanUsage(usage) };
  if (typeof stopReason === 'string') account.stopReason = stopReason;
}
