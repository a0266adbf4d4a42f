import type { Call } from '@gateway/provider-kit';
import type { Request } from 'express';
import type { RequestContext } from '../../context/request-context.js';
import { joinHeaders, toClientSession } from '../../context/to-client-session.js';

/** The request in a provider's form. The body has been read and the model mapped. */
export function toCall(request: Request, requestContext: RequestContext): Call {
  const { body, route, requestId, changes } = requestContext;
  if (body === undefined || route === undefined) throw new Error('a call needs its body and its route');
  const headers = joinHeaders(request);
  return {
    request: body.request,
    rawBody: body.raw,
    headers,
    query: /\?.*/.exec(request.originalUrl)?.[0] ?? '',
    route,
    stream: body.request.stream === true,
    session: toClientSession(headers, requestContext),
    requestId,
    changes,
    onPrompt: requestContext.onPrompt,
    ...(requestContext.isJudged === true && { isJudged: true }),
  };
}
