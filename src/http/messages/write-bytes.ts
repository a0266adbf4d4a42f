import type { ByteReply } from '@gateway/provider-kit';
import type { Observable } from 'rxjs';
import type { GatewayResponse } from '../../context/request-context.js';
import { writeStream } from './write-stream.js';
import { setReplyHead } from './set-reply-head.js';
import { toFrame } from './to-frame.js';

/**
 * Forwards a response byte by byte. Where it fails midway, an event stream is ended with an `event: error`, but only
 * between two frames; for any other response the connection is closed.
 */
export function writeBytes(reply: ByteReply, response: GatewayResponse): Observable<undefined> {
  const { requestContext } = response.locals;
  const { 'content-type': type = '', 'content-encoding': encoding } = reply.headers;
  // Nothing can be added to bytes of an encoding that the gateway does not write.
  const isEventStream = type.startsWith('text/event-stream') && encoding === undefined;
  let tail = '';
  return writeStream(response, {
    source: (gate) => reply.bytes(gate),
    encode: (bytes) => {
      tail = (tail + Buffer.from(bytes.subarray(-4)).toString('latin1')).slice(-4);
      return bytes;
    },
    commit: () => setReplyHead(reply, response),
    encodeError: (error) => {
      if (!isEventStream || !/\n\r?\n$/.test(tail)) return undefined;
      return toFrame(error.toBody(response.get('request-id') ?? requestContext.requestId));
    },
  });
}
