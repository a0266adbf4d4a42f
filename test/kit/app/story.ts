import type { ByteReply, EventReply, Gate } from '@gateway/provider-kit';
import type { StreamEvent } from '@gateway/protocol';
import { type Observable, of } from 'rxjs';

const usage = { input_tokens: 3, output_tokens: 0, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
export const START: StreamEvent = {
  type: 'message_start',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'the-upstream-name',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  },
};
export const OPEN: StreamEvent = { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } };
export const CLOSE: StreamEvent = { type: 'content_block_stop', index: 0 };
export const END: readonly StreamEvent[] = [
  {
    type: 'message_delta',
    delta: { stop_reason: 'end_turn', stop_sequence: null },
    usage: { ...usage, output_tokens: 2 },
  },
  { type: 'message_stop' },
];
export const text = (said: string): StreamEvent => ({
  type: 'content_block_delta',
  index: 0,
  delta: { type: 'text_delta', text: said },
});

/** A short answer, a list for each read of the upstream. */
export const STORY = [[START, { type: 'ping' }], [OPEN, text('Hel')], [text('lo')], [CLOSE, ...END]] as const;

/** A request that `STORY` answers. */
export const QUESTION = { model: 'claude-sonnet-5', max_tokens: 9, messages: [], stream: true };

export function events(source: (gate: Gate) => Observable<readonly StreamEvent[]>): Observable<EventReply> {
  return of({ kind: 'events', status: 200, headers: { 'x-upstream-request-id': 'up-1' }, events: source });
}

export function bytes(
  source: (gate: Gate) => Observable<Uint8Array>,
  head: Partial<ByteReply> = {},
): Observable<ByteReply> {
  return of({ kind: 'bytes', status: 200, headers: { 'content-type': 'text/event-stream' }, ...head, bytes: source });
}

export const encode = (said: string): Uint8Array => new TextEncoder().encode(said);

/** POSTs a body, whole. */
export const post = (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: 'POST', body: JSON.stringify(body) });
