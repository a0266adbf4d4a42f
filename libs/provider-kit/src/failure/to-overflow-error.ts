import { ApiError } from '@gateway/protocol';

/**
 * How upstreams word a prompt that is too long: the most tokens allowed (M) against those of the prompt alone (N), or
 * against prompt (P) and answer (C) together (T). The first that fits counts.
 */
const WITH_FIGURES: readonly {
  readonly pattern: RegExp;
  readonly order: readonly ('M' | 'N' | 'P' | 'C' | 'T')[];
}[] = [
  {
    // Functions and tools may be told apart from the messages; all of them are the prompt.
    pattern:
      /maximum context length is (\d+) tokens.*?requested (?:about )?(\d+) tokens \(.*?(\d+) in the (?:completion|output)/s,
    order: ['M', 'T', 'C'],
  },
  {
    // vLLM
    pattern:
      /maximum context length is (\d+) tokens.*?requested (\d+) output tokens.*?contains (?:at least )?(\d+) input/s,
    order: ['M', 'C', 'P'],
  },
  {
    // vLLM, of `max_tokens`: "your request has P input tokens (C > M - P)"
    pattern: /maximum context length is (\d+) tokens.*?has (\d+) input tokens \((\d+) >/s,
    order: ['M', 'P', 'C'],
  },
  { pattern: /maximum context length is (\d+) tokens.*?(?:resulted in|requested|has) (\d+)/s, order: ['M', 'N'] },
  { pattern: /configured limit of (\d+) tokens.*?resulted in (\d+) tokens/s, order: ['M', 'N'] },
  {
    pattern: /input token count \(?(\d+)\)? exceeds the maximum number of tokens allowed \(?(\d+)/s,
    order: ['N', 'M'],
  },
  { pattern: /input token count is (\d+) but model only supports up to (\d+)/s, order: ['N', 'M'] },
  { pattern: /prompt token count of (\d+) exceeds the limit of (\d+)/s, order: ['N', 'M'] },
];

const WITHOUT_FIGURES = /exceeds the context window|context_length_exceeded|prompt is too long/i;

export interface OverflowContext {
  readonly model: string;
  /** Tokens of the prompt as estimated here. */
  readonly estimate: number;
  readonly contextWindow?: number | undefined;
}

/** Figures of an overflow message. */
export type Overflow = Readonly<Partial<Record<'M' | 'N' | 'P' | 'C', number>>>;

/** The figures in an upstream's overflow message; undefined where it is none; empty where it gives no figures. */
export function readOverflow(message: string, code?: string): Overflow | undefined {
  for (const { pattern, order } of WITH_FIGURES) {
    const match = pattern.exec(message);
    if (match === null) continue;
    const figures: Overflow & { T?: number } = Object.fromEntries(order.map((name, i) => [name, Number(match[i + 1])]));
    const { T: together, C: completion = 0 } = figures;
    return together === undefined ? figures : { ...figures, P: together - completion };
  }
  return code === 'context_length_exceeded' || WITHOUT_FIGURES.test(message) ? {} : undefined;
}

/**
 * A prompt that is too long, in the exact words that make Claude Code compact the conversation, or ask for a
 * shorter answer where only prompt and answer together are too long. Nothing stands before or behind these words.
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
