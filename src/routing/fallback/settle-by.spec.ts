import { describe, expect, it } from '@jest/globals';
import { Gate, type ProviderResult } from '@gateway/provider-kit';
import { ApiError, type StreamEvent } from '@gateway/protocol';
import { concat, EMPTY, from, NEVER, type Observable, of, throwError } from 'rxjs';
import { settleBy } from './settle-by.js';

const START = { type: 'message_start' } as StreamEvent;
const PING = { type: 'ping' } as StreamEvent;
const DELTA = { type: 'content_block_delta' } as StreamEvent;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const broken = (origin: 'gateway' | 'upstream', status = 502): Observable<never> =>
  throwError(() => new ApiError('api_error', 'no', { status, origin }));
const events = (items: Observable<readonly StreamEvent[]>): ProviderResult => ({
  kind: 'events',
  status: 200,
  headers: {},
  events: () => items,
});
const bytes = (items: Observable<Uint8Array>, headers: Record<string, string>, status = 200): ProviderResult => ({
  kind: 'bytes',
  status,
  headers,
  bytes: () => items,
});
const stream = (items: Observable<Uint8Array>, more = {}): ProviderResult =>
  bytes(items, { 'content-type': 'text/event-stream', ...more });

/** What the breaker learns of a response that a client reads, and that it leaves when the upstream falls silent. */
function outcomesOf(answers: Observable<ProviderResult>): string[] {
  const outcomes: string[] = [];
  // As the breaker's own: only the first report counts.
  const settle = (outcome: string): void => {
    if (outcomes.length === 0) outcomes.push(outcome);
  };
  const ignore = { error: () => undefined };
  answers
    .pipe(settleBy(settle))
    .subscribe({ ...ignore, next: (answer) => read(answer).subscribe(ignore).unsubscribe() })
    .unsubscribe();
  return outcomes;
}

function read(answer: ProviderResult): Observable<unknown> {
  if (answer.kind === 'count') return EMPTY;
  return answer.kind === 'bytes' ? answer.bytes(new Gate()) : answer.events(new Gate());
}

describe('settleBy', () => {
  it.each<[string, Observable<ProviderResult>, string]>([
    ['content', of(events(concat(of([START]), of([DELTA]), NEVER))), 'succeeded'],
    ['content that breaks off', of(events(concat(of([DELTA]), broken('upstream')))), 'succeeded'],
    ['a committed stream that dies silent', of(events(concat(of([START, PING]), broken('upstream', 504)))), 'failed'],
    ['a committed stream that the client leaves', of(events(concat(of([START]), NEVER))), 'unknown'],
    ['bytes with content', of(stream(concat(of(encode('event: content_block_start')), NEVER))), 'succeeded'],
    ['bytes that die silent', of(stream(concat(of(encode('event: ping\n\n')), broken('upstream')))), 'failed'],
    ['bytes that end without content', of(stream(of(encode('event: message_start\n\n')))), 'failed'],
    ['bytes of an empty answer', of(stream(of(encode('event: message_stop\n\n')))), 'succeeded'],
    ['bytes that cannot be read', of(stream(of(encode('x')), { 'content-encoding': 'zstd' })), 'succeeded'],
    ['a whole answer', of(bytes(of(encode('{}')), { 'content-type': 'application/json' })), 'succeeded'],
    ['a refusal to the byte', of(bytes(of(encode('{}')), {}, 400)), 'unknown'],
    ['an overload to the byte', of(bytes(of(encode('{}')), {}, 529)), 'failed'],
    ["the upstream's 500", broken('upstream', 500), 'failed'],
    ["the upstream's 401", broken('upstream', 401), 'failed'],
    ["the upstream's 402", broken('upstream', 402), 'failed'],
    ["the upstream's 403", broken('upstream', 403), 'failed'],
    ["the gateway's 401", broken('gateway', 401), 'unknown'],
    ['refused credentials to the byte', of(bytes(of(encode('{}')), {}, 401)), 'failed'],
    ["the upstream's 429", broken('upstream', 429), 'unknown'],
    ["the gateway's 500", broken('gateway', 500), 'unknown'],
    ["the gateway's 400", throwError(() => ApiError.invalid('messages', 'no')), 'unknown'],
    ['a stumble', throwError(() => new TypeError('x is not a function')), 'unknown'],
    [
      'a stumble after the commit',
      of(
        events(
          concat(
            of([START]),
            throwError(() => new TypeError('x')),
          ),
        ),
      ),
      'unknown',
    ],
    ['a count', of({ kind: 'count', tokens: 5 }), 'unknown'],
    ['a client that leaves at once', NEVER, 'unknown'],
  ])('settles once, by %s', (_, answers, outcome) => {
    expect(outcomesOf(answers)).toEqual([outcome]);
  });

  it('hands the answer on as it is', () => {
    const items: (readonly StreamEvent[])[] = [];
    of(events(from([[START], [DELTA]])))
      .pipe(settleBy(() => undefined))
      .subscribe(
        (answer) => void (read(answer) as Observable<readonly StreamEvent[]>).subscribe((item) => items.push(item)),
      );
    expect(items).toEqual([[START], [DELTA]]);
  });
});
