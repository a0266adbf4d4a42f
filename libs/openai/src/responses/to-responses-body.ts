import type { Prepared } from '@gateway/provider-kit';
import type { OpenAiTraits } from '../model-traits.js';
import { isStrictSchema } from '../to-parameters.js';
import type { ResponsesBody } from './responses.types.js';
import { toInput } from './to-input.js';
import { toReasoning } from './to-reasoning.js';
import { toResponsesTools } from './to-responses-tools.js';
import { toSampling } from './to-sampling.js';

/** Fewer tokens than this are a 400, `integer_below_min_value`. */
const LEAST_OUTPUT = 16;

/** The fields by which the upstream may know conversation and user. */
export type IdentityFields = Pick<ResponsesBody, 'prompt_cache_key' | 'safety_identifier' | 'user'>;

export interface BodyContext {
  readonly traits: OpenAiTraits;
  /** The model family, whose reasoning may come back. */
  readonly family: string;
  readonly identity: IdentityFields;
}

/** The body of `POST /responses`. Nothing is stored upstream: what must come back travels with the client. */
export function toResponsesBody(prepared: Prepared, { traits, family, identity }: BodyContext): ResponsesBody {
  const { model, system, turns, format } = prepared;
  const reasoning = toReasoning(prepared, traits);
  const include = toInclude(prepared, traits.reasoning || reasoning?.effort !== undefined);
  return {
    model,
    stream: prepared.stream,
    store: false,
    max_output_tokens: Math.max(LEAST_OUTPUT, prepared.maxTokens),
    ...(system.length > 0 && { instructions: system.join('\n\n') }),
    ...(include.length > 0 && { include }),
    ...(reasoning && { reasoning }),
    ...toSampling(prepared, traits, reasoning?.effort ?? undefined),
    ...(format && {
      text: { format: { type: 'json_schema', name: 'output', schema: format, strict: isStrictSchema(format) } },
    }),
    ...(prepared.request.service_tier === 'standard_only' && { service_tier: 'default' }),
    ...identity,
    ...toResponsesTools(prepared, traits),
    input: toInput(turns, { systemRole: traits.systemRole, family }),
  };
}

/** The body of `POST /responses/input_tokens`, which takes what makes up a prompt and refuses the rest. */
export function toCountBody(body: ResponsesBody): Partial<ResponsesBody> {
  const { model, input, instructions, tools, tool_choice, reasoning, text } = body;
  return { model, input, instructions, tools, tool_choice, reasoning, text };
}

function toInclude({ hostedTools }: Prepared, thinks: boolean): NonNullable<ResponsesBody['include']> {
  return [
    ...(hostedTools.length > 0 ? (['web_search_call.action.sources'] as const) : []),
    ...(thinks ? (['reasoning.encrypted_content'] as const) : []),
  ];
}
