import type { EventReply } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import type { Observable } from 'rxjs';
import { toApiError } from '../../context/to-api-error.js';
import type { GatewayResponse } from '../../context/exchange.js';
import { pour } from './pour.js';
import { setReplyHead } from './set-reply-head.js';
import { toFrame } from './to-frame.js';

/**
 * Streams an answer: the first events commit the status, later failures become an `event: error`, after which
 * nothing follows. An open block stays open: a closed tool call would be run.
 *
 * @param pingEvery milliseconds of silence after which the client is told that the answer goes on
 */
export function writeEvents(reply: EventReply, response: GatewayResponse, pingEvery: number): Observable<undefined> {
  const { exchange } = response.locals;
  return pour(response, {
    source: (gate) => reply.events(gate),
    encode: (events) => events.map(toFrame).join(''),
    commit: () => {
      setReplyHead(reply, response);
      response.set({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache',
        'x-accel-buffering': 'no',
      });
    },
    lastWords: (thrown) => {
      exchange.error = toApiError(thrown);
      return toFrame(exchange.error.toBody(exchange.requestId));
    },
    ifSilent: () => new ApiError('api_error', 'the upstream said nothing'),
    heartbeat: { every: pingEvery, text: toFrame({ type: 'ping' }) },
  });
}
