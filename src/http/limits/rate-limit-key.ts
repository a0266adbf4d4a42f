import type { Request } from 'express';
import type { GatewayResponse } from '../../context/request-context.js';

/** Whom a request counts for: the token it brought, or where nobody brings one its address. */
export function rateLimitKey({ ip = '' }: Request, { locals }: GatewayResponse): string {
  const { token } = locals.requestContext;
  return token === undefined ? `address ${ip}` : `token ${token.name}`;
}
