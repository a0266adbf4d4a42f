import type { Request } from 'express';
import type { GatewayResponse } from '../../context/request-context.js';

/** The key that a request is counted under: its token, or its address where no token is required. */
export function rateLimitKey({ ip = '' }: Request, { locals }: GatewayResponse): string {
  const { token } = locals.requestContext;
  return token === undefined ? `address ${ip}` : `token ${token.name}`;
}
