import { type Call, freshId, type Route } from '@gateway/provider-kit';
import type { MessagesRequest } from '@gateway/protocol';

/** The most tokens of a response: enough for a model that thinks first. */
export const MAX_OUTPUT = 512;

/** The smallest useful request for this route. */
export function toProbe(route: Pick<Route, 'provider' | 'model'>, fields: Partial<MessagesRequest> = {}): Call {
  const requested = `${route.provider}/${route.model}`;
  // A count has no fields that only concern a response.
  const request = {
    model: requested,
    messages: [{ role: 'user', content: 'Say ok.' }],
    ...fields,
  } as MessagesRequest;
  return {
    request,
    rawBody: Buffer.from(JSON.stringify(request)),
    headers: { 'content-type': 'application/json', 'anthropic-version': '2023-06-01' },
    query: '',
    route: { ...route, requestedModel: requested },
    stream: request.stream === true,
    requestId: freshId('req_'),
    changes: new Set(),
  };
}
