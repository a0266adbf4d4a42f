import { type Call, type ReadonlyHeaders, toSession } from '@gateway/provider-kit';
import type { Request } from 'express';
import type { RequestContext } from '../../context/request-context.js';

/** The request in a provider's form. The body has been read and the model mapped. */
export function toCall(request: Request, requestContext: RequestContext): Call {
  const { body, route, requestId, changes } = requestContext;
  if (body === undefined || route === undefined) throw new Error('a call needs its body and its route');
  const headers = joinHeaders(request.headersDistinct);
  const caller = requestContext.token?.name ?? headers.authorization ?? headers['x-api-key'];
  return {
    request: body.request,
    rawBody: body.raw,
    headers,
    query: /\?.*/.exec(request.originalUrl)?.[0] ?? '',
    route,
    stream: body.request.stream === true,
    session: toSession({ request: body.request, headers, caller }),
    requestId,
    changes,
    ...(requestContext.isJudged === true && { isJudged: true }),
  };
}

function joinHeaders(headers: NodeJS.Dict<string[]>): ReadonlyHeaders {
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values?.join(', ')]));
}
