import type { Request } from 'express';
import type { GatewayResponse } from '../../context/exchange.js';

/** Whom a request counts for: the token it brought, or where nobody brings one its address. */
export function toBearer({ ip = '' }: Request, { locals }: GatewayResponse): string {
  const { token } = locals.exchange;
  return token === undefined ? `address ${ip}` : `token ${token.name}`;
}
