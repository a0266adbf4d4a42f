import type { Dialect, HostedTool, Traits } from '@gateway/provider-kit';
import { openAiTraits, type OpenAiTraits } from '../model-traits.js';
import type { OpenAiService } from '../openai-service.types.js';
import { OPENAI_CORRECTIONS } from '../corrections/openai-corrections.js';
import { OPENAI_NAMES } from '../openai-names.js';
import { readOpenAiRefusal } from '../corrections/read-openai-refusal.js';
import { toOpenAiError } from '../to-openai-error.js';
import { toRateLimitHeaders } from '../to-rate-limit-headers.js';
import { readerOf } from '../responses/reasoning-state.js';
import { withPortableSchemas } from '../schema/with-portable-schemas.js';
import { asChatChunks } from './as-chat-chunks.js';
import { asSpentAnswer } from './as-spent-answer.js';
import type { ChatBody, ChatChunk } from './chat.types.js';
import { ChatTranslator } from './chat.translator.js';
import { SERVER_CORRECTIONS } from './server/server-corrections.js';
import { toChatBody } from './to-chat-body.js';
import { toPromptParts } from './to-prompt-parts.js';

/** Chat Completions, as spoken by OpenAI, Azure and compatible servers. */
export function chatDialect(service: OpenAiService): Dialect<ChatBody, ChatChunk> {
  const upstream = `${service.name}-chat`;
  const known = (name: string): OpenAiTraits => openAiTraits(service, name, 'chat');
  const toError: Dialect<ChatBody, ChatChunk>['toError'] = (failure, requested) =>
    toOpenAiError(failure, requested, upstream, known(requested.model));
  return {
    name: upstream,
    traits: (model) => toTraits(known(model), upstream),
    path: () => '/chat/completions',
    toBody: (normalized) => toChatBody(withPortableSchemas(normalized, service), known(normalized.model), service),
    toPrompt: toPromptParts,
    translator: (writer, requested) =>
      new ChatTranslator(writer, requested, {
        upstream,
        server: service.server,
        reader: readerOf(service, requested.model),
        contextWindow: known(requested.model).contextWindow,
        toError: (body) => toError({ status: 200, headers: new Headers(), body }, requested),
      }),
    asChunks: asChatChunks,
    toError,
    asAnswer: asSpentAnswer,
    corrections: { readRefusal: readOpenAiRefusal, rules: [...SERVER_CORRECTIONS, ...OPENAI_CORRECTIONS] },
    toHeaders: toRateLimitHeaders,
  };
}

function toTraits({ stop, parallelToolCalls, maxOutput, contextWindow }: OpenAiTraits, upstream: string): Traits {
  return {
    upstream,
    state: 'rc',
    toolName: OPENAI_NAMES,
    // OpenAI refused ids over 40 characters for a long time, and some hosts still do.
    toolId: { max: 40, keep: 23 },
    maxTools: 128,
    stops: stop ? 4 : 0,
    singleCallParameter: parallelToolCalls,
    ...(maxOutput === undefined ? {} : { maxOutput }),
    ...(contextWindow === undefined ? {} : { contextWindow }),
    documentUrls: false,
    hosted: (): HostedTool => 'refused',
  };
}
