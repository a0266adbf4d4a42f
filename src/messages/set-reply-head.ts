import type { EventReply } from '@gateway/provider-kit';
import type { GatewayResponse } from '../exchange/exchange.js';

/** Status and headers of a translated answer; what was changed on the way is told in `x-gateway-changes`. */
export function setReplyHead(reply: EventReply, response: GatewayResponse): void {
  const { changes } = response.locals.exchange;
  response.status(reply.status).set(reply.headers);
  if (changes.size > 0) response.set('x-gateway-changes', [...changes].join(', '));
}
