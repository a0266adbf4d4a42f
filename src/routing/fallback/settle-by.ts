import { ApiError, type StreamEvent } from '@gateway/protocol';
import { finalize, map, type MonoTypeOperatorFunction, tap } from 'rxjs';
import type { ProviderResult } from '../../context/provider-result.types.js';
import { isUpstreamFault, type Outcome, type Settle } from './circuit-breaker.js';
import { hasContent } from './has-content.js';

/**
 * The same result; its outcome is reported once to the circuit breaker: with the first content, or at the end. A
 * status alone is no success, because the gateway commits a stream that is still silent. Only the upstream's outcome
 * counts: a failure of the gateway or of the request leaves the breaker as it is, and so does a client that
 * disconnects.
 */
export function settleBy(settle: Settle): MonoTypeOperatorFunction<ProviderResult> {
  return (answers) => {
    let hasReply = false;
    return answers.pipe(
      map((answer) => {
        // A count may be the gateway's estimate, which proves nothing about the upstream.
        if (typeof answer === 'number') return answer;
        hasReply = true;
        if (answer.status >= 400) settle(isUpstreamFault(answer.status) ? 'failed' : 'unknown');
        return watchReply(answer, settle);
      }),
      tap({ error: (error: unknown) => settle(toOutcome(error)) }),
      finalize(() => {
        if (!hasReply) settle('unknown');
      }),
    );
  };
}

function watchReply(reply: Exclude<ProviderResult, number>, settle: Settle): ProviderResult {
  const whenSilent = isReadableStream(reply) ? 'failed' : 'succeeded';
  const watch = <T extends readonly StreamEvent[] | Uint8Array>(): MonoTypeOperatorFunction<T> =>
    tap({
      next: (piece) => {
        if (hasContent(piece)) settle('succeeded');
      },
      error: (error: unknown) => settle(toOutcome(error)),
      complete: () => settle(whenSilent),
      finalize: () => settle('unknown'),
    });
  return 'bytes' in reply
    ? { ...reply, bytes: (gate) => reply.bytes(gate).pipe(watch()) }
    : { ...reply, events: (gate) => reply.events(gate).pipe(watch()) };
}

/** An event stream whose events can be read: one without any content has failed. */
function isReadableStream({ headers }: Exclude<ProviderResult, number>): boolean {
  return headers['content-type']?.startsWith('text/event-stream') === true && headers['content-encoding'] === undefined;
}

function toOutcome(error: unknown): Outcome {
  return error instanceof ApiError && error.origin === 'upstream' && isUpstreamFault(error.status)
    ? 'failed'
    : 'unknown';
}
