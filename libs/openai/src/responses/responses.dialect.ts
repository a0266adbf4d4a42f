import type { ResponseContext, Dialect, BufferedResponse, NormalizedRequest, Traits } from '@gateway/provider-kit';
import { type ApiError, toCount } from '@gateway/protocol';
import { openAiTraits, type OpenAiTraits } from '../model-traits.js';
import { OPENAI_NAMES } from '../openai-names.js';
import type { OpenAiService } from '../openai-service.types.js';
import { readOpenAiRefusal } from '../corrections/read-openai-refusal.js';
import { toOpenAiError } from '../to-openai-error.js';
import { toRateLimitHeaders } from '../to-rate-limit-headers.js';
import { withPortableSchemas } from '../schema/with-portable-schemas.js';
import { RESPONSES_CORRECTIONS } from './responses-corrections.js';
import { readerOf } from './reasoning-state.js';
import { ResponsesTranslator } from './responses.translator.js';
import type { ResponsesBody, ResponsesChunk } from './responses.types.js';
import { asResponseChunks } from './as-response-chunks.js';
import { toCountBody, toResponsesBody } from './to-responses-body.js';
import { readBlockedDomains } from './to-responses-tools.js';

/** OpenAI's Responses API: for its reasoning models, and for its web search. */
export function responsesDialect(service: OpenAiService): Dialect<ResponsesBody, ResponsesChunk> {
  const upstream = `${service.name}-responses`;
  const known = (model: string): OpenAiTraits => openAiTraits(service, model, 'responses');
  const toError = (failure: BufferedResponse, requested: ResponseContext): ApiError =>
    toOpenAiError(failure, requested, upstream, known(requested.model));
  const toBody = (normalized: NormalizedRequest): ResponsesBody =>
    toResponsesBody(withPortableSchemas(normalized, service), service);
  return {
    name: upstream,
    traits: (model) => toTraits(known(model), upstream),
    path: () => '/responses',
    toBody,
    toPrompt: ({ tools, instructions, input }) => ({ tools, system: instructions, messages: input }),
    translator: (writer, requested) =>
      new ResponsesTranslator({
        writer,
        reader: readerOf(service, requested.model),
        tools: requested.tools,
        blockedDomains: readBlockedDomains(requested.hostedTools),
        maxTokens: requested.maxTokens,
        contextWindow: known(requested.model).contextWindow,
        toError: (body) => toError({ status: 200, headers: new Headers(), body }, requested),
      }),
    asChunks: asResponseChunks,
    toError,
    corrections: { readRefusal: readOpenAiRefusal, rules: RESPONSES_CORRECTIONS },
    toCount: (normalized) => ({
      path: '/responses/input_tokens',
      body: toCountBody(toBody(normalized)),
    }),
    readCount,
    toHeaders: toRateLimitHeaders,
  };
}

function toTraits({ parallelToolCalls, maxOutput, contextWindow }: OpenAiTraits, upstream: string): Traits {
  return {
    upstream,
    state: 'or',
    toolName: OPENAI_NAMES,
    toolId: { max: 64, keep: 47 },
    maxTools: 128,
    stops: 0,
    singleCallParameter: parallelToolCalls,
    ...(maxOutput === undefined ? {} : { maxOutput }),
    ...(contextWindow === undefined ? {} : { contextWindow }),
    documentUrls: true,
    hosted: (type) => (type.startsWith('web_search_') ? 'native' : 'refused'),
  };
}

function readCount(reply: unknown): number | undefined {
  const { input_tokens: tokens } = reply as { input_tokens?: unknown };
  return toCount(tokens);
}
