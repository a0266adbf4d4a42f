import { ApiError } from '@gateway/protocol';
import { OVERFLOW_WORDINGS, OVERFLOWS_WITHOUT_FIGURES } from './overflow-wordings.js';
import { readAnyOverflow } from './read-any-overflow.js';
import { readFigures } from './read-figures.js';

export interface OverflowContext {
  readonly model: string;
  /** The gateway's estimate of the prompt's tokens. */
  readonly estimate: number;
  readonly contextWindow?: number | undefined;
}

/** Figures of an overflow message. */
export type Overflow = Readonly<Partial<Record<'M' | 'N' | 'P' | 'C', number>>>;

/** The figures in an upstream's overflow message; undefined where it is none; empty where it gives no figures. */
export function readOverflow(message: string, code?: string): Overflow | undefined {
  for (const wording of OVERFLOW_WORDINGS) {
    const figures = readFigures(wording, message);
    if (figures === undefined) continue;
    const { T: together, ...result } = figures;
    return together === undefined ? result : { ...result, P: together - (result.C ?? 0) };
  }
  const isOverflow = code === 'context_length_exceeded' || OVERFLOWS_WITHOUT_FIGURES.some((form) => form.test(message));
  return readAnyOverflow(message) ?? (isOverflow ? {} : undefined);
}

/**
 * A prompt that is too long, in the exact wording that makes Claude Code compact the conversation, or ask for a
 * shorter response where only prompt and response together are too long. Nothing may stand before or after this
 * wording.
 */
export function toOverflowError(overflow: Overflow, { model, estimate, contextWindow }: OverflowContext): ApiError {
  const { M: most, P: prompt, C: completion } = overflow;
  if (most !== undefined && prompt !== undefined && completion !== undefined && prompt <= most) {
    return invalid(
      `input length and \`max_tokens\` exceed context limit: ${prompt} + ${completion} > ${most}, ` +
        'decrease input length or `max_tokens` and try again',
    );
  }
  const tokens = overflow.N ?? prompt;
  if (most !== undefined && tokens !== undefined) return tooLong(tokens, most);
  if (most !== undefined && estimate > most) return tooLong(estimate, most);
  if (contextWindow !== undefined && estimate > contextWindow) return tooLong(estimate, contextWindow);
  return invalid(`prompt is too long: input exceeds the context window of ${model}`);
}

function tooLong(tokens: number, most: number): ApiError {
  return invalid(`prompt is too long: ${tokens} tokens > ${most} maximum`);
}

function invalid(message: string): ApiError {
  return new ApiError('invalid_request_error', message);
}
