import type { Request } from 'express';
import type { GatewayResponse } from '../exchange/exchange.js';

/**
 * What the log tells of a request at its end: who was asked for what, and what came of it. Nothing of what was
 * said, and no credential. Tokens are in Anthropic's words; the duration is in milliseconds.
 */
export function toLogFields(request: Request, response: GatewayResponse): Readonly<Record<string, unknown>> {
  const { exchange } = response.locals;
  const { route, usage, error, changes } = exchange;
  const text = (name: string): string | undefined => request.get(name)?.slice(0, 128);
  return {
    method: request.method,
    path: request.path,
    status: response.headersSent ? response.statusCode : undefined,
    // The client left before its answer was complete.
    aborted: response.writableFinished ? undefined : true,
    duration: Math.round(performance.now() - exchange.startedAt),
    client_request_id: text('x-request-id'),
    session: text('x-claude-code-session-id'),
    model: route?.asked,
    provider: route?.provider,
    upstream_model: route?.model,
    stream: exchange.body?.request.stream,
    stop_reason: exchange.stopReason,
    input_tokens: usage?.input_tokens,
    cache_read_input_tokens: usage?.cache_read_input_tokens,
    cache_creation_input_tokens: usage?.cache_creation_input_tokens,
    output_tokens: usage?.output_tokens,
    changes: changes.size === 0 ? undefined : [...changes],
    error: error === undefined ? undefined : { type: error.type, message: error.message.slice(0, 500) },
    // With its stack, which the client never sees.
    err: (error?.status ?? 0) >= 500 ? error?.cause : undefined,
  };
}
