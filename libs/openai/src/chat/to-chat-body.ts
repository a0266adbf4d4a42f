import { UNKNOWN_SERVER } from '@gateway/presets';
import { hasMediaInResults, type NormalizedRequest } from '@gateway/provider-kit';
import type { OpenAiEffort, OpenAiTraits } from '../model-traits.js';
import type { OpenAiService } from '../openai-service.types.js';
import { isAsAsked, toEffort } from '../fields/to-effort.js';
import { toIdentityFields } from '../fields/to-identity-fields.js';
import { isStrictSchema } from '../schema/is-strict-schema.js';
import { toRequestedTier } from '../fields/to-requested-tier.js';
import { toSampling } from '../fields/to-sampling.js';
import { readerOf } from '../responses/reasoning-state.js';
import type { ChatBody } from './chat.types.js';
import { requireChat } from './require-chat.js';
import { applyServerTraits } from './server/server-steps.js';
import { holdsThoughts } from './server/thoughts.js';
import { toChatMessages } from './to-chat-messages.js';
import { toChatToolChoice, toChatTools } from './to-chat-tools.js';

/** A request in the form of Chat Completions. Fields that are undefined are not sent. */
export function toChatBody(normalized: NormalizedRequest, traits: OpenAiTraits, service: OpenAiService): ChatBody {
  const { model, stream, tools, changes } = normalized;
  if (hasMediaInResults(normalized)) changes.add('tool-result-media-moved');
  requireChat(normalized, traits, service);
  const effort = effortBesideTools(normalized, traits);
  const body: ChatBody = {
    model,
    messages: toChatMessages(normalized, traits.systemRole, readerOf(service, model)),
    [traits.maxTokensField]: normalized.maxTokens,
    ...(stream ? { stream, stream_options: streamOptions(service) } : {}),
    ...toSampling(normalized, traits, effort),
    ...(normalized.stops.length > 0 ? { stop: normalized.stops } : {}),
    ...(effort === undefined ? {} : { reasoning_effort: effort }),
    ...(tools.length > 0 ? toolFields(normalized, traits, service) : {}),
    ...responseFormat(normalized),
    ...toIdentityFields(normalized, service),
    ...toRequestedTier(normalized, service),
  };
  const { server = UNKNOWN_SERVER } = service;
  if (server.reasoningEcho === 'never' && holdsThoughts(body)) changes.add('foreign-thinking-dropped');
  return applyServerTraits(body, server, changes);

  function toolFields(
    { toolChoice, singleCall }: NormalizedRequest,
    known: OpenAiTraits,
    { official }: OpenAiService,
  ): object {
    const choice = toChatToolChoice(toolChoice);
    return {
      tools: toChatTools(tools, official, changes),
      ...(choice === undefined ? {} : { tool_choice: choice }),
      ...(singleCall && known.parallelToolCalls ? { parallel_tool_calls: false } : {}),
    };
  }
}

/** Newer families refuse reasoning together with functions in this API. */
function effortBesideTools(
  { level, tools, changes }: NormalizedRequest,
  traits: OpenAiTraits,
): OpenAiEffort | undefined {
  const effort = toEffort(level, traits);
  const limited = tools.length > 0 && traits.effortWithTools !== 'free';
  const sent = !limited ? effort : traits.effortWithTools === 'none' ? 'none' : undefined;
  if (!isAsAsked(sent, level, traits)) changes.add('effort-adjusted');
  return sent;
}

function streamOptions({ obfuscation }: OpenAiService): object {
  return { include_usage: true, ...(obfuscation ? { include_obfuscation: false } : {}) };
}

function responseFormat({ format: schema, changes }: NormalizedRequest): object {
  if (schema === undefined) return {};
  const strict = isStrictSchema(schema);
  if (!strict) changes.add('strict-dropped');
  return { response_format: { type: 'json_schema', json_schema: { name: 'output', schema, strict } } };
}
