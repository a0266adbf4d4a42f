import type { Dialect, Failure, Prepared } from '@gateway/provider-kit';
import type { ApiError } from '@gateway/protocol';
import { openAiTraits, type OpenAiTraits } from '../model-traits.js';
import { OPENAI_NAMES } from '../openai-names.js';
import type { OpenAiService } from '../openai-service.types.js';
import { toIdentityFields } from '../to-identity-fields.js';
import { toOpenAiError } from '../to-openai-error.js';
import { toRateLimitHeaders } from '../to-rate-limit-headers.js';
import { learnResponses } from './learn-responses.js';
import { toFamily } from './reasoning-state.js';
import { ResponsesTranslator } from './responses.translator.js';
import type { ResponsesBody, ResponsesChunk } from './responses.types.js';
import { toResponseChunks } from './to-response-chunks.js';
import { toCountBody, toResponsesBody } from './to-responses-body.js';
import { readBlockedDomains } from './to-responses-tools.js';

/** OpenAI's Responses API: the surface of its reasoning models, and of its web search. */
export function responsesDialect(service: OpenAiService): Dialect<ResponsesBody, ResponsesChunk> {
  const backend = `${service.name}-responses`;
  const modelOf = (name: string): string => service.modelOf(name);
  const known = (name: string): OpenAiTraits => openAiTraits(modelOf(name), service.official);

  const toBody = (prepared: Prepared): ResponsesBody => {
    const { model } = prepared;
    const identity = toIdentityFields(prepared.identity, service);
    return toResponsesBody(prepared, { traits: known(model), family: toFamily(modelOf(model)), identity });
  };

  const toError = (failure: Failure, prepared: Prepared): ApiError =>
    toOpenAiError(failure, prepared, backend, known(prepared.model).contextWindow);

  return {
    name: backend,
    // Some proxies close every stream as Chat's is closed.
    endMarker: '[DONE]',
    traits: (name) => {
      const { parallelToolCalls, maxOutput, contextWindow } = known(name);
      return {
        backend: backend,
        state: 'or',
        toolName: OPENAI_NAMES,
        toolId: { max: 64, keep: 47 },
        maxTools: 128,
        stops: 0,
        singleCallParameter: parallelToolCalls,
        documentUrls: true,
        ...(maxOutput !== undefined && { maxOutput }),
        ...(contextWindow !== undefined && { contextWindow }),
        hosted: (type) => (type.startsWith('web_search_') ? 'native' : 'refused'),
      };
    },
    path: () => '/responses',
    toBody,
    translator: (writer, prepared) =>
      new ResponsesTranslator({
        writer,
        family: toFamily(modelOf(prepared.model)),
        tools: prepared.tools,
        blockedDomains: readBlockedDomains(prepared.hostedTools),
        maxTokens: prepared.maxTokens,
        contextWindow: known(prepared.model).contextWindow,
        toError: (body) => toError({ status: 200, headers: new Headers(), body }, prepared),
      }),
    asChunks: toResponseChunks,
    toError,
    learn: learnResponses,
    toCount: (prepared) => ({ path: '/responses/input_tokens', body: toCountBody(toBody(prepared)) }),
    readCount: (reply) => {
      const { input_tokens: tokens } = reply as { input_tokens?: unknown };
      return typeof tokens === 'number' ? tokens : undefined;
    },
    toHeaders: toRateLimitHeaders,
  };
}
