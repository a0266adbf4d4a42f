import type { Reply } from '@gateway/provider-kit';
import type { GatewayResponse } from '../../context/request-context.js';

/**
 * Sets status and headers of a reply, the headers unchanged: Express's own setter would add a charset. The changes
 * that were made for the upstream so far are listed in `x-gateway-changes`.
 */
export function setReplyHead(reply: Reply, response: GatewayResponse): void {
  const { changes } = response.locals.requestContext;
  response.status(reply.status);
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value);
  if (changes.size > 0) response.setHeader('x-gateway-changes', [...changes].join(', '));
}
