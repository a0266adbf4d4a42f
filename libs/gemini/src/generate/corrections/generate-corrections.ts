import type { CorrectionRule, BufferedResponse, NormalizedRequest, Refusal } from '@gateway/provider-kit';
import { correctBudget, correctLevel, withoutThinking } from './correct-thinking.js';
import { correctMissingSignatures, correctSignatures } from './correct-signatures.js';
import type { GenerateBody, GenerateReply } from '../generate.types.js';
import { readGeminiProblem } from '../read-gemini-problem.js';
import { readOutputLimit } from './read-output-limit.js';
import { toGeminiStop } from '../to-gemini-stop.js';

/** Google's names of the thinking field, as in `fieldViolations`. */
const THINKING_FIELDS: ReadonlySet<string> = new Set([
  'generation_config.thinking_config',
  'generationConfig.thinkingConfig',
]);

const BAD_REQUEST = [400];

/**
 * Google's refusals and their corrections. Each form is the whole beginning of a sentence of Google's: an error that
 * quotes the client may have any single word. Sources: contract §3, §8.2, §11; the budget's two forms from
 * earendil-works/pi#2838 (AI Studio) and su-kaka/gcli2api#108 (Vertex).
 */
export function generateCorrections(
  validatesSignatures: (model: string) => boolean,
): readonly CorrectionRule<GenerateBody, NormalizedRequest>[] {
  return [
    ...RULES,
    {
      forms: [
        { status: BAD_REQUEST, sentence: /corrupted thought.?signature|thought.?signature is not valid/i },
        { status: BAD_REQUEST, sentence: /^[^"'`]{0,80}(?:missing a|invalid) thought.?signature/i },
      ],
      correct: (_, sent, { model }) => correctSignatures(sent, validatesSignatures(model)),
    },
  ];
}

const RULES: readonly CorrectionRule<GenerateBody, NormalizedRequest>[] = [
  {
    // A call of the history lacks its signature: an id that its host answers with a newer model (contract §3.4). It
    // comes as a refusal, or as the finish reason of an answer.
    forms: [
      { status: [200, 500], body: lacksSignature },
      { status: BAD_REQUEST, sentence: /^[^"'`]{0,80}missing a thought.?signature/i },
    ],
    correct: (_, sent) => correctMissingSignatures(sent),
  },
  {
    // A response that the model itself aborted comes with a 200, and may be requested once more.
    forms: [{ status: [200, 500], body: isStumble }],
    correct: () => ({ cause: 'malformed-answer', once: true, apply: (same) => same }),
  },
  {
    forms: [{ status: BAD_REQUEST }],
    correct: ({ message }) => {
      const most = readOutputLimit(message);
      if (most === undefined) return undefined;
      return { cause: 'output-limit', change: 'max-tokens-clamped', apply: (body) => withLimit(body, most) };
    },
  },
  {
    forms: [
      {
        status: BAD_REQUEST,
        sentence: /^The thinking budget -?\d+ is invalid\. Please choose a value between (\d+) and (\d+)/i,
      },
      {
        status: BAD_REQUEST,
        sentence: /^(?:The )?thinking_?budget is out of range; supported values are integers from (\d+) to (\d+)/i,
      },
    ],
    correct: ({ groups: [, least, most] }, sent) => correctBudget(sent, Number(least), Number(most)),
  },
  {
    forms: [{ status: BAD_REQUEST, sentence: /^Thinking level (\w+) is not supported/i }],
    correct: ({ groups: [, level = ''] }, sent) => correctLevel(sent, level),
  },
  {
    forms: [
      { status: BAD_REQUEST, param: THINKING_FIELDS },
      { status: BAD_REQUEST, sentence: /^Thinking(?: level| budget)? is not supported/i },
    ],
    correct: (_, sent) =>
      sent.generationConfig.thinkingConfig === undefined
        ? undefined
        : { cause: 'thinking-config', change: 'parameter-refused-by-upstream', apply: withoutThinking },
  },
];

/** A refusal of Google's, in the form of the correction table. */
export function readGenerateRefusal({ status, body }: BufferedResponse): Refusal {
  const { message = '', status: code, field } = readGeminiProblem(body);
  return { status, message, code, param: field, body };
}

function isStumble(body: unknown): boolean {
  const reason = readFinishReason(body);
  return reason !== undefined && toGeminiStop(reason) === 'failed' && !lacksSignature(body);
}

function lacksSignature(body: unknown): boolean {
  return readFinishReason(body) === 'MISSING_THOUGHT_SIGNATURE';
}

function readFinishReason(body: unknown): string | undefined {
  return (body as GenerateReply | null)?.candidates?.[0]?.finishReason;
}

function withLimit(body: GenerateBody, most: number): GenerateBody {
  const { generationConfig } = body;
  if ((generationConfig.maxOutputTokens ?? 0) <= most) return body;
  return { ...body, generationConfig: { ...generationConfig, maxOutputTokens: most } };
}
