import type { Call, ReadonlyHeaders } from '@gateway/provider-kit';
import type { Request } from 'express';
import type { Exchange } from '../exchange/exchange.js';

/** The question as a provider gets it. The body has been read and the model mapped. */
export function toCall(request: Request, exchange: Exchange): Call {
  const { body, route, requestId, changes } = exchange;
  if (body === undefined || route === undefined) throw new Error('a call needs its body and its route');
  return {
    request: body.request,
    rawBody: body.raw,
    headers: joinHeaders(request.headersDistinct),
    query: /\?.*/.exec(request.originalUrl)?.[0] ?? '',
    route,
    stream: body.request.stream === true,
    requestId,
    changes,
  };
}

function joinHeaders(headers: NodeJS.Dict<string[]>): ReadonlyHeaders {
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values?.join(', ')]));
}
