import type { Request } from 'express';
import type { RequestContext } from '../../context/request-context.js';
import { toOperation } from '../../context/to-operation.js';
import { toSession } from '../../context/to-request-facts.js';

/** Attributes of a span; those that are not known are undefined. */
export interface GenAiAttributes {
  readonly 'gen_ai.operation.name': string;
  readonly 'gen_ai.request.model': string | undefined;
  readonly [name: string]: string | number | boolean | string[] | undefined;
}

/** The model call as attributes of OpenTelemetry's semantic conventions for generative AI. Content is not included. */
export function toGenAiAttributes(request: Request, requestContext: RequestContext): GenAiAttributes {
  const { route, usage, stopReason, startedAt, firstTokenAt, facts } = requestContext;
  const cacheRead = usage?.cache_read_input_tokens ?? 0;
  const cacheCreation = usage?.cache_creation_input_tokens ?? 0;
  return {
    'gen_ai.operation.name': toCallName(request),
    'gen_ai.provider.name': route?.provider,
    'gen_ai.request.model': route?.model,
    'gen_ai.request.max_tokens': facts?.maxTokens,
    'gen_ai.request.temperature': facts?.temperature,
    'gen_ai.request.top_p': facts?.topP,
    'gen_ai.request.stream': facts?.stream ?? false,
    'gen_ai.conversation.id': toSession(request),
    // By the conventions the total, cached tokens included.
    'gen_ai.usage.input_tokens': usage && (usage.input_tokens ?? 0) + cacheRead + cacheCreation,
    'gen_ai.usage.cache_read.input_tokens': usage?.cache_read_input_tokens,
    'gen_ai.usage.cache_creation.input_tokens': usage?.cache_creation_input_tokens,
    'gen_ai.usage.output_tokens': usage?.output_tokens,
    'gen_ai.response.finish_reasons': stopReason === undefined ? undefined : [stopReason],
    // In seconds.
    'gen_ai.response.time_to_first_chunk': firstTokenAt === undefined ? undefined : (firstTokenAt - startedAt) / 1000,
    'gateway.model.asked': route?.requestedModel,
  };
}

/** The name of the operation, as the conventions have it for both spans and metrics. */
export function toCallName(request: Request): string {
  return toOperation(request) === 'count_tokens' ? 'count_tokens' : 'chat';
}
