import { ApiError } from '@gateway/protocol';

type FigureName = 'M' | 'N' | 'P' | 'C' | 'T';

/** `M`: at most 12 digits, so that a number of any length is read once and stays an exact integer. */
const MAX_ENTRIES = /maximum context length is (?<M>\d{1,12}) tokens/;

/**
 * Upstreams' wordings for a prompt that is too long: the maximum of tokens (M) and those of the prompt alone (N), or
 * of prompt (P), completion (C) and both (T). The phrases of a wording follow one another; each is searched for after
 * the one before, never twice. The first wording that matches counts.
 */
const WORDINGS: readonly (readonly RegExp[])[] = [
  // Functions and tools may be listed apart from the messages; all of them are the prompt.
  [MAX_ENTRIES, /requested (?:about )?(?<T>\d{1,12}) tokens \(/, /\b(?<C>\d{1,12}) in the (?:completion|output)/],
  // vLLM
  [MAX_ENTRIES, /requested (?<C>\d{1,12}) output tokens/, /contains (?:at least )?(?<P>\d{1,12}) input/],
  // vLLM, of `max_tokens`: "your request has P input tokens (C > M - P)"
  [MAX_ENTRIES, /has (?<P>\d{1,12}) input tokens \((?<C>\d{1,12}) >/],
  [MAX_ENTRIES, /(?:resulted in|requested|has) (?<N>\d{1,12})/],
  [/configured limit of (?<M>\d{1,12}) tokens/, /resulted in (?<N>\d{1,12}) tokens/],
  [/input token count \(?(?<N>\d{1,12})\)? exceeds the maximum number of tokens allowed \(?(?<M>\d{1,12})/],
  [/input token count is (?<N>\d{1,12}) but model only supports up to (?<M>\d{1,12})/],
  [/prompt token count of (?<N>\d{1,12}) exceeds the limit of (?<M>\d{1,12})/],
];

const WITHOUT_FIGURES = /exceeds the context window|context_length_exceeded|prompt is too long/i;

export interface OverflowContext {
  readonly model: string;
  /** The gateway's estimate of the prompt's tokens. */
  readonly estimate: number;
  readonly contextWindow?: number | undefined;
}

/** Figures of an overflow message. */
export type Overflow = Readonly<Partial<Record<Exclude<FigureName, 'T'>, number>>>;

/** The figures in an upstream's overflow message; undefined where it is none; empty where it gives no figures. */
export function readOverflow(message: string, code?: string): Overflow | undefined {
  for (const wording of WORDINGS) {
    const figures = readFigures(wording, message);
    if (figures === undefined) continue;
    const { T: together, ...result } = figures;
    return together === undefined ? result : { ...result, P: together - (result.C ?? 0) };
  }
  return code === 'context_length_exceeded' || WITHOUT_FIGURES.test(message) ? {} : undefined;
}

function readFigures(phrases: readonly RegExp[], message: string): Partial<Record<FigureName, number>> | undefined {
  const figures: Partial<Record<FigureName, number>> = {};
  let rest = message;
  for (const phrase of phrases) {
    const match = phrase.exec(rest);
    if (match === null) return undefined;
    for (const [name, digits] of Object.entries(match.groups ?? {})) figures[name as FigureName] = Number(digits);
    rest = rest.slice(match.index + match[0].length);
  }
  return figures;
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
  if (contextWindow !== undefined && estimate > contextWindow) return tooLong(estimate, contextWindow);
  return invalid(`prompt is too long: input exceeds the context window of ${model}`);
}

function tooLong(tokens: number, most: number): ApiError {
  return invalid(`prompt is too long: ${tokens} tokens > ${most} maximum`);
}

function invalid(message: string): ApiError {
  return new ApiError('invalid_request_error', message);
}
