import type { Reply } from '@gateway/provider-kit';
import type { GatewayResponse } from '../../context/request-context.js';

/**
 * Sets status and headers of a reply, the headers to the letter: Express's own setter would add a charset. What was
 * changed for the upstream, as far as it is known now, is told in `x-gateway-changes`.
 */
export function setReplyHead(reply: Reply, response: GatewayResponse): void {
  const { changes } = response.locals.requestContext;
  response.status(reply.status);
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value);
  if (changes.size > 0) response.setHeader('x-gateway-changes', [...changes].join(', '));
}
