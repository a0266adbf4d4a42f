import type { JsonObject } from '@gateway/protocol';
import type { CorrectionRule } from '@gateway/provider-kit';
import { correctContextLimit, correctOutputLimit } from './correct-limit.js';
import { correctParameter, DROPPABLE } from './correct-parameter.js';
import { readOutputLimit } from './read-output-limit.js';

/** Codes that by themselves mean that this model does not accept a parameter or its value (contract §3). */
const UNSUPPORTED_CODES = ['unsupported_parameter', 'unsupported_value', 'unknown_parameter'];
/** Codes of any fault of a parameter: only the sentence shows whether the model does not have it. */
const VAGUE_CODES = ['invalid_value', undefined];

const UNSUPPORTED = /not support|unsupported|unrecognized|unknown|not permitted|supported values are/i;
const UNSUPPORTED_NAME = /^(?:Unrecognized request argument supplied|Unsupported parameter): '?([\w.]+)/;

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
    forms: [{}],
    correct: ({ message }, sent) => {
      const most = readOutputLimit(message);
      return most === undefined ? undefined : correctOutputLimit(most, sent);
    },
  },
  { forms: [{}], correct: ({ message }, sent) => correctContextLimit(message, sent) },
  {
    forms: [
      { code: UNSUPPORTED_CODES, param: DROPPABLE },
      { code: VAGUE_CODES, param: DROPPABLE, sentence: UNSUPPORTED },
    ],
    correct: ({ param = '', message }, sent) => correctParameter(param, message, sent),
  },
  {
    forms: [{ code: [...UNSUPPORTED_CODES, ...VAGUE_CODES], sentence: UNSUPPORTED_NAME }],
    correct: ({ param, groups, message }, sent) =>
      param === undefined ? correctParameter(groups[1] ?? '', message, sent) : undefined,
  },
];

function withoutEffort(body: JsonObject): JsonObject {
  return body.tools === undefined || body.reasoning_effort === 'none' ? body : { ...body, reasoning_effort: 'none' };
}
