import type { NormalizedRequest } from '@gateway/provider-kit';
import { openAiTraits } from '../model-traits.js';
import type { OpenAiService } from '../openai-service.types.js';
import { toIdentityFields } from '../fields/to-identity-fields.js';
import { isStrictSchema } from '../schema/is-strict-schema.js';
import { toRequestedTier } from '../fields/to-requested-tier.js';
import { toSampling } from '../fields/to-sampling.js';
import { readerOf } from './reasoning-state.js';
import type { ResponsesBody } from './responses.types.js';
import { toInput } from './to-input.js';
import { toReasoning } from './to-reasoning.js';
import { toResponsesTools } from './to-responses-tools.js';

/** Fewer tokens than this are a 400, `integer_below_min_value`. */
const LEAST_OUTPUT = 16;

/** The body of `POST /responses`. Nothing is stored upstream: state that must come back is kept by the client. */
export function toResponsesBody(normalized: NormalizedRequest, service: OpenAiService): ResponsesBody {
  const { model, system, turns, format, maxTokens, changes } = normalized;
  const traits = openAiTraits(service, model, 'responses');
  const reasoning = toReasoning(normalized, traits);
  if (maxTokens > 0 && maxTokens < LEAST_OUTPUT) changes.add('max-tokens-clamped');
  if (format && !isStrictSchema(format)) changes.add('strict-dropped');
  const include = toInclude(normalized, traits.reasoning || reasoning?.effort !== undefined);
  return {
    model,
    stream: normalized.stream,
    store: false,
    max_output_tokens: Math.max(LEAST_OUTPUT, maxTokens),
    ...(system.length > 0 && { instructions: system.join('\n\n') }),
    ...(include.length > 0 && { include }),
    ...(reasoning && { reasoning }),
    ...toSampling(normalized, traits, reasoning?.effort ?? undefined),
    ...(format && {
      text: { format: { type: 'json_schema', name: 'output', schema: format, strict: isStrictSchema(format) } },
    }),
    ...toRequestedTier(normalized, service),
    ...toIdentityFields(normalized, service),
    ...toResponsesTools(normalized, traits),
    input: toInput(turns, { systemRole: traits.systemRole, reader: readerOf(service, model), changes }),
  };
}

/** The body of `POST /responses/input_tokens`, which accepts the fields of a prompt and refuses the rest. */
export function toCountBody(body: ResponsesBody): Partial<ResponsesBody> {
  const { model, input, instructions, tools, tool_choice, reasoning, text } = body;
  return { model, input, instructions, tools, tool_choice, reasoning, text };
}

function toInclude({ hostedTools }: NormalizedRequest, thinks: boolean): NonNullable<ResponsesBody['include']> {
  return [
    ...(hostedTools.length > 0 ? (['web_search_call.action.sources'] as const) : []),
    ...(thinks ? (['reasoning.encrypted_content'] as const) : []),
  ];
}
