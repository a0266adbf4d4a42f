import type { Request } from 'express';
import type { Cost } from '../cost/cost.service.js';
import type { GatewayResponse } from '../../context/request-context.js';
import { toSession } from '../../context/to-request-facts.js';

/**
 * The log fields of a request at its end: route, outcome, usage. Content and credentials are not included. Tokens have
 * Anthropic's names; times are in milliseconds, costs in US dollars. Where the price is unknown there is no cost, and
 * `price` reports it: a field of the log has one type.
 */
export function toLogFields(
  request: Request,
  response: GatewayResponse,
  cost?: Cost,
): Readonly<Record<string, unknown>> {
  const { requestContext } = response.locals;
  const { route, usage, error, changes, facts, startedAt, firstTokenAt } = requestContext;
  const text = (name: string): string | undefined => request.get(name)?.slice(0, 128);
  return {
    request_id: requestContext.requestId,
    client: request.ip,
    token: requestContext.token?.name,
    method: request.method,
    path: request.path,
    status: response.headersSent ? response.statusCode : undefined,
    // The client disconnected before its response was complete.
    aborted: response.writableFinished ? undefined : true,
    duration: Math.round(performance.now() - startedAt),
    time_to_first_token: firstTokenAt === undefined ? undefined : Math.round(firstTokenAt - startedAt),
    client_request_id: text('x-request-id'),
    upstream_request_id: requestContext.upstreamRequestId,
    session: toSession(request),
    agent: text('x-claude-code-agent-id'),
    parent_agent: text('x-claude-code-parent-agent-id'),
    class: text('x-claude-code-request-class'),
    model: route?.requestedModel,
    rule: requestContext.routeReason,
    pool: route?.pool,
    provider: route?.provider,
    upstream_model: route?.model,
    stream: facts?.stream,
    messages: facts?.messages,
    tools: facts?.tools,
    stop_reason: requestContext.stopReason,
    input_tokens: usage?.input_tokens,
    cache_read_input_tokens: usage?.cache_read_input_tokens,
    cache_creation_input_tokens: usage?.cache_creation_input_tokens,
    output_tokens: usage?.output_tokens,
    cost: typeof cost === 'number' ? Number(cost.toFixed(8)) : undefined,
    price: cost === 'unknown' ? cost : undefined,
    changes: changes.size === 0 ? undefined : [...changes],
    error: error === undefined ? undefined : { type: error.type, message: error.message.slice(0, 500) },
    // With its stack, which the client never sees.
    err: (error?.status ?? 0) >= 500 ? error?.cause : undefined,
  };
}
