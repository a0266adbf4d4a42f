import { isObject, type MessagesRequest } from '@gateway/protocol';
import type { RequestContext } from '../../context/request-context.js';

/** What the service gets: facts of the request, and its content. No credential and no header is in it. */
export interface PolicyRequest {
  readonly request_id: string;
  /** The name of the token, and its group. */
  readonly person?: string | undefined;
  readonly group?: string | undefined;
  readonly model: string;
  readonly provider?: string | undefined;
  readonly scope: 'new' | 'all';
  /** With the scope `new` only the messages after the last response, without system prompt and tools. */
  readonly request: Partial<MessagesRequest>;
}

export function toPolicyRequest(
  { requestId, token, route }: RequestContext,
  request: MessagesRequest,
  scope: 'new' | 'all',
): PolicyRequest {
  return {
    request_id: requestId,
    person: token?.name,
    group: token?.group,
    model: request.model,
    provider: route?.provider,
    scope,
    request: scope === 'all' ? request : { messages: newMessages(request.messages) },
  };
}

/**
 * The messages after the last response of a model. Messages of the assistant at the end are the beginning of the next
 * response, which the client wrote. The fields of a request are not checked yet.
 */
function newMessages(messages: unknown): MessagesRequest['messages'] {
  const list: readonly unknown[] = Array.isArray(messages) ? messages : [];
  const lastOfUser = list.findLastIndex((message) => !isOfAssistant(message));
  const lastResponse = list.slice(0, Math.max(lastOfUser, 0)).findLastIndex(isOfAssistant);
  return list.slice(lastResponse + 1) as MessagesRequest['messages'];
}

function isOfAssistant(message: unknown): boolean {
  return isObject(message) && message.role === 'assistant';
}
