import type { EventReply } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import type { Observable } from 'rxjs';
import type { GatewayResponse } from '../../context/request-context.js';
import { writeStream } from './write-stream.js';
import { setReplyHead } from './set-reply-head.js';
import { toFrame } from './to-frame.js';

/**
 * Streams a response: the first events commit the status, later failures become an `event: error`, after which nothing
 * follows. An open block stays open: the client would run a tool call that is closed.
 *
 * @param pingEvery milliseconds of silence after which a `ping` is sent
 */
export function writeEvents(reply: EventReply, response: GatewayResponse, pingEvery: number): Observable<undefined> {
  const { requestContext } = response.locals;
  return writeStream(response, {
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
    encodeError: (error) => toFrame(error.toBody(requestContext.requestId)),
    onEmpty: () => new ApiError('api_error', 'the upstream sent no content'),
    heartbeat: { every: pingEvery, text: toFrame({ type: 'ping' }) },
  });
}
