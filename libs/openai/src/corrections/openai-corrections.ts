import type { JsonObject } from '@gateway/protocol';
import { readOutputLimit, type CorrectionRule } from '@gateway/provider-kit';
import { correctContextLimit, correctOutputLimit, correctRateSize } from './correct-limit.js';
import { correctParameter, DROPPABLE } from './correct-parameter.js';

/** Codes that by themselves mean that this model does not accept a parameter or its value (contract §3). */
const UNSUPPORTED_CODES = ['unsupported_parameter', 'unsupported_value', 'unknown_parameter'];
/** Codes of any fault of a parameter: only the sentence shows whether the model does not have it. */
const VAGUE_CODES = ['invalid_value', undefined];

const UNSUPPORTED = /not support|unsupported|unrecognized|unknown|not permitted|supported values are/i;
/** The sentences that name the parameter themselves, each with its vendor. */
const UNSUPPORTED_NAMES: readonly RegExp[] = [
  /^(?:Unrecognized request argument supplied|Unsupported parameter): '?([\w.]{1,60})/,
  // Groq
  /property '(\w{1,60})' is unsupported/,
  // xAI
  /does not support parameter (\w{1,60})\.?$/,
  /^Argument not supported on this model: (\w{1,60})/,
  // Fireworks
  /Extra inputs are not permitted, field: '(\w{1,60})'/,
  // Mistral: FastAPI's list of what it found wrong
  /"loc":\["body","(\w{1,60})"\],"msg":"Extra inputs are not permitted"/,
  // Moonshot: one value a model
  /^invalid (temperature|top_p): only /,
];

/**
 * The refusals of OpenAI's APIs, and their corrections: a parameter that this model does not accept, a value that it
 * requires instead, a limit that it states. A row is added for each new form of a refusal.
 */
export const OPENAI_CORRECTIONS: readonly CorrectionRule<JsonObject>[] = [
  {
    // OpenAI from gpt-5.4 on, contract §3
    forms: [{ sentence: /Function tools with reasoning_effort are not supported/ }],
    correct: () => ({ cause: 'effort-with-tools', change: 'effort-adjusted', apply: withoutEffort }),
  },
  {
    forms: [{ status: [400, 402, 422, 500] }],
    correct: ({ message, param }, sent) => {
      const most = readOutputLimit(message, param);
      return most === undefined ? undefined : correctOutputLimit(most, sent);
    },
  },
  { forms: [{}], correct: ({ message }, sent) => correctContextLimit(message, sent) },
  { forms: [{ status: [413, 429] }], correct: ({ message }, sent) => correctRateSize(message, sent) },
  {
    forms: [
      { code: UNSUPPORTED_CODES, param: DROPPABLE },
      { code: VAGUE_CODES, param: DROPPABLE, sentence: UNSUPPORTED },
    ],
    correct: ({ param = '', message }, sent) => correctParameter(param, message, sent),
  },
  {
    forms: UNSUPPORTED_NAMES.map((sentence) => ({ sentence })),
    correct: ({ param, groups, message }, sent) =>
      param === undefined || !DROPPABLE.has(param)
        ? correctParameter(toSnakeCase(groups[1] ?? ''), message, sent)
        : undefined,
  },
];

function withoutEffort(body: JsonObject): JsonObject {
  return body.tools === undefined || body.reasoning_effort === 'none' ? body : { ...body, reasoning_effort: 'none' };
}

/** xAI names parameters as its own clients spell them: `reasoningEffort`. */
function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
