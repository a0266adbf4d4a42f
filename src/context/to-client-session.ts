import { type ReadonlyHeaders, toSession } from '@gateway/provider-kit';
import type { Request } from 'express';
import type { RequestContext } from './request-context.js';

/** A request's headers; one that came several times is joined. */
export function joinHeaders({ headersDistinct }: Pick<Request, 'headersDistinct'>): ReadonlyHeaders {
  return Object.fromEntries(Object.entries(headersDistinct).map(([name, values]) => [name, values?.join(', ')]));
}

/** The session of a request (contract §17.1), for what depends on it: keys, pools, conditions of routes. */
export function toClientSession(headers: ReadonlyHeaders, { body, token }: RequestContext): string | undefined {
  if (body === undefined) return undefined;
  const caller = token?.name ?? headers.authorization ?? headers['x-api-key'];
  return toSession({ request: body.request, headers, caller });
}
