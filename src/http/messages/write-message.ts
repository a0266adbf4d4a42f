import { type EventReply, Gate } from '@gateway/provider-kit';
import { collectMessage } from '@gateway/protocol';
import { map, type Observable, toArray } from 'rxjs';
import type { GatewayResponse } from '../../context/request-context.js';
import { setReplyHead } from './set-reply-head.js';

/** Writes a whole response: the same events, folded into one message. */
export function writeMessage(reply: EventReply, response: GatewayResponse): Observable<undefined> {
  return reply.events(new Gate()).pipe(
    toArray(),
    map((batches) => {
      const message = collectMessage(batches.flat());
      setReplyHead(reply, response);
      if (response.locals.requestContext.changes.has('usage-estimated')) response.set('x-gateway-usage', 'estimated');
      response.json(message);
      return undefined;
    }),
  );
}
