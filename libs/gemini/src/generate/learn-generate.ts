import type { Failure, Lesson, Prepared } from '@gateway/provider-kit';
import { geminiTraits } from '../gemini-traits.js';
import type { GenerateBody, GenerateReply } from './generate.types.js';
import { readGeminiProblem } from './read-gemini-problem.js';
import { readOutputLimit } from './read-output-limit.js';
import { UNKNOWN_SIGNATURE } from './to-contents.js';
import { toGeminiStop } from './to-gemini-stop.js';

type GenerateLesson = Lesson<GenerateBody>;

/**
 * What Google teaches by a failure: the model stumbled and may be asked again, an output limit that nobody knew,
 * a way to think that this model has not, a signature of another model. Undefined where nothing can be changed.
 */
export function learnGenerate(failure: Failure, sent: GenerateBody, prepared: Prepared): GenerateLesson | undefined {
  const { status, body } = failure;
  if (isStumble(body)) return { cause: 'malformed-answer', once: true, apply: (same) => same };
  if (status !== 400) return undefined;
  const { message = '' } = readGeminiProblem(body);
  const most = readOutputLimit(message);
  if (most !== undefined)
    return { cause: 'output-limit', change: 'max-tokens-clamped', apply: (next) => withLimit(next, most) };
  if (/thought.?signature/i.test(message)) return unsigned(sent, prepared);
  if (/thinking/i.test(message) && sent.generationConfig.thinkingConfig !== undefined) {
    return { cause: 'thinking-config', change: 'parameter-refused-by-upstream', apply: withoutThinking };
  }
  return undefined;
}

/** An answer that the model itself broke off comes with a 200. */
function isStumble(body: unknown): boolean {
  const reason = (body as GenerateReply | null)?.candidates?.[0]?.finishReason;
  return reason !== undefined && toGeminiStop(reason) === 'failed';
}

function withLimit(body: GenerateBody, most: number): GenerateBody {
  const { generationConfig } = body;
  if ((generationConfig.maxOutputTokens ?? 0) <= most) return body;
  return { ...body, generationConfig: { ...generationConfig, maxOutputTokens: most } };
}

function withoutThinking(body: GenerateBody): GenerateBody {
  const { thinkingConfig: refused, ...generationConfig } = body.generationConfig;
  return refused === undefined ? body : { ...body, generationConfig };
}

/** Signatures of another model, or of another service, are worth no more than unknown ones. */
function unsigned(sent: GenerateBody, { model }: Prepared): GenerateLesson | undefined {
  const signed = sent.contents.some(({ parts }) => parts.some((part) => isSigned(part.thoughtSignature)));
  if (!signed) return undefined;
  const thoughtSignature = geminiTraits(model).validatesSignatures ? UNKNOWN_SIGNATURE : undefined;
  const apply = (body: GenerateBody): GenerateBody => ({
    ...body,
    contents: body.contents.map(({ role, parts }) => ({
      role,
      parts: parts.map((part) => (isSigned(part.thoughtSignature) ? { ...part, thoughtSignature } : part)),
    })),
  });
  return { cause: 'thought-signature', once: true, apply };
}

function isSigned(signature: string | undefined): boolean {
  return signature !== undefined && signature !== UNKNOWN_SIGNATURE;
}
