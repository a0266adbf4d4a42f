import type { Asked, Dialect, Failure, Traits } from '@gateway/provider-kit';
import { type ApiError, toCount } from '@gateway/protocol';
import { openAiTraits, type OpenAiTraits } from '../model-traits.js';
import { OPENAI_NAMES } from '../openai-names.js';
import type { OpenAiService } from '../openai-service.types.js';
import { readOpenAiRefusal } from '../read-openai-refusal.js';
import { toOpenAiError } from '../to-openai-error.js';
import { toRateLimitHeaders } from '../to-rate-limit-headers.js';
import { RESPONSES_CORRECTIONS } from './responses-corrections.js';
import { readerOf } from './reasoning-state.js';
import { ResponsesTranslator } from './responses.translator.js';
import type { ResponsesBody, ResponsesChunk } from './responses.types.js';
import { asResponseChunks } from './as-response-chunks.js';
import { toCountBody, toResponsesBody } from './to-responses-body.js';
import { readBlockedDomains } from './to-responses-tools.js';

/** OpenAI's Responses API: the surface of its reasoning models, and of its web search. */
export function responsesDialect(service: OpenAiService): Dialect<ResponsesBody, ResponsesChunk> {
  const backend = `${service.name}-responses`;
  const known = (model: string): OpenAiTraits => openAiTraits(service.modelOf(model), service.official);
  const toError = (failure: Failure, asked: Asked): ApiError =>
    toOpenAiError(failure, asked, backend, known(asked.model).contextWindow);
  return {
    name: backend,
    traits: (model) => toTraits(known(model), backend),
    path: () => '/responses',
    toBody: (prepared) => toResponsesBody(prepared, service),
    translator: (writer, asked) =>
      new ResponsesTranslator({
        writer,
        reader: readerOf(service, asked.model),
        tools: asked.tools,
        blockedDomains: readBlockedDomains(asked.hostedTools),
        maxTokens: asked.maxTokens,
        contextWindow: known(asked.model).contextWindow,
        toError: (body) => toError({ status: 200, headers: new Headers(), body }, asked),
      }),
    asChunks: asResponseChunks,
    // Not OpenAI's, but some proxies close every stream as they close Chat's.
    endMarker: '[DONE]',
    toError,
    corrections: { readRefusal: readOpenAiRefusal, rules: RESPONSES_CORRECTIONS },
    toCount: (prepared) => ({ path: '/responses/input_tokens', body: toCountBody(toResponsesBody(prepared, service)) }),
    readCount,
    toHeaders: toRateLimitHeaders,
  };
}

function toTraits({ parallelToolCalls, maxOutput, contextWindow }: OpenAiTraits, backend: string): Traits {
  return {
    backend,
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
