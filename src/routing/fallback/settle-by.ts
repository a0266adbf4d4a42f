import { mapStream, type ProviderResult, type Reply, type StreamStage } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import { finalize, map, type MonoTypeOperatorFunction, tap } from 'rxjs';
import { isUpstreamFault, type Outcome, type Settle } from './circuit-breaker.js';
import { hasByteContent, hasEventContent } from './has-content.js';

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
        // A count may be an estimate of ours, which is no evidence about the upstream.
        if (answer.kind === 'count') return answer;
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

function watchReply(reply: Reply, settle: Settle): ProviderResult {
  const whenSilent = isReadableStream(reply) ? 'failed' : 'succeeded';
  let isProven = false;
  const watch = <Item>(hasContent: (item: Item) => boolean): StreamStage<Item> => ({
    next: (item) => {
      if (isProven || !hasContent(item)) return item;
      isProven = true;
      settle('succeeded');
      return item;
    },
    error: (error) => settle(toOutcome(error)),
    complete: () => settle(whenSilent),
    end: () => settle('unknown'),
  });
  return mapStream(reply, { events: watch(hasEventContent), bytes: watch(hasByteContent) });
}

/** An event stream whose events can be seen: without any content it has died. */
function isReadableStream({ headers }: Reply): boolean {
  return headers['content-type']?.startsWith('text/event-stream') === true && headers['content-encoding'] === undefined;
}

function toOutcome(error: unknown): Outcome {
  return error instanceof ApiError && error.origin === 'upstream' && isUpstreamFault(error.status)
    ? 'failed'
    : 'unknown';
}
