import type { Prepared } from '@gateway/provider-kit';
import type { OpenAiEffort, OpenAiTraits } from '../model-traits.js';
import type { OpenAiService } from '../openai-service.types.js';
import { toEffort } from '../to-effort.js';
import { toIdentityFields } from '../to-identity-fields.js';
import { isStrictSchema } from '../to-parameters.js';
import type { ChatBody } from './chat.types.js';
import { toChatMessages } from './to-chat-messages.js';
import { toChatToolChoice, toChatTools } from './to-chat-tools.js';

/** A request as Chat Completions takes it. Fields that are undefined do not travel. */
export function toChatBody(prepared: Prepared, traits: OpenAiTraits, service: OpenAiService): ChatBody {
  const { model, stream, tools, changes } = prepared;
  const effort = effortBesideTools(prepared, traits);
  return {
    model,
    messages: toChatMessages(prepared.system, prepared.turns, traits.systemRole),
    [traits.maxTokensField]: prepared.maxTokens,
    ...(stream ? { stream, stream_options: streamOptions(service) } : {}),
    ...sampling(prepared, traits, effort),
    ...(prepared.stops.length > 0 ? { stop: prepared.stops } : {}),
    ...(effort === undefined ? {} : { reasoning_effort: effort }),
    ...(tools.length > 0 ? toolFields(prepared, traits, service) : {}),
    ...(prepared.format === undefined ? {} : { response_format: responseFormat(prepared.format) }),
    ...toIdentityFields(prepared.identity, service),
    ...(service.official && prepared.request.service_tier === 'standard_only' ? { service_tier: 'default' } : {}),
  };

  function toolFields({ toolChoice, singleCall }: Prepared, known: OpenAiTraits, { official }: OpenAiService): object {
    const choice = toChatToolChoice(toolChoice);
    return {
      tools: toChatTools(tools, official, changes),
      ...(choice === undefined ? {} : { tool_choice: choice }),
      ...(singleCall && known.parallelToolCalls ? { parallel_tool_calls: false } : {}),
    };
  }
}

/** Newer families refuse, on this surface, to reason and to call functions at once. */
function effortBesideTools({ level, tools, changes }: Prepared, traits: OpenAiTraits): OpenAiEffort | undefined {
  const effort = toEffort(level, traits);
  const limited = tools.length > 0 && traits.effortWithTools !== 'free';
  const sent = !limited ? effort : traits.effortWithTools === 'none' ? 'none' : undefined;
  if (level !== 'unset' && level !== 'off' && sent !== level) changes.add('effort-adjusted');
  return sent;
}

function sampling({ temperature, topP, topK, changes }: Prepared, traits: OpenAiTraits, effort?: OpenAiEffort): object {
  const allowed = {
    always: true,
    never: false,
    'with-effort-none': effort === 'none',
    'without-effort': effort === undefined || effort === 'none',
  }[traits.sampling];
  const asked = temperature !== undefined || topP !== undefined;
  if ((asked && !allowed) || topK !== undefined) changes.add('sampling-dropped');
  if (!allowed) return {};
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
  };
}

function streamOptions({ obfuscation }: OpenAiService): object {
  return { include_usage: true, ...(obfuscation ? { include_obfuscation: false } : {}) };
}

function responseFormat(schema: Prepared['format']): object {
  return { type: 'json_schema', json_schema: { name: 'output', schema, strict: isStrictSchema(schema) } };
}
