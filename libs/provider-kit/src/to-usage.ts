import { toCount, type Usage } from '@gateway/protocol';

/** An upstream's token figures as received: each may have any type, or be missing. */
export interface UpstreamFigures {
  /** The whole prompt, with what was read from a cache or written to one. */
  readonly prompt: unknown;
  readonly cacheRead?: unknown;
  readonly cacheWritten?: unknown;
  /** With the thoughts. */
  readonly output: unknown;
  readonly thinking?: unknown;
}

/**
 * An upstream's figures in Anthropic's way of counting, in tokens: `input_tokens` exclude what was read from a cache
 * or written to one (contract §12). All are whole numbers of 0 or more. A missing prompt or output stays missing, so
 * that MessageWriter estimates it; without a prompt its parts are missing too, as the estimate is that of the whole.
 */
export function toUsage({ prompt, cacheRead, cacheWritten, output, thinking }: UpstreamFigures): Partial<Usage> {
  const total = toCount(prompt);
  const read = toCount(cacheRead) ?? 0;
  const written = toCount(cacheWritten) ?? 0;
  const answer = toCount(output);
  const thoughts = toCount(thinking) ?? 0;
  return {
    ...(total === undefined
      ? {}
      : {
          input_tokens: Math.max(0, total - read - written),
          cache_read_input_tokens: read,
          cache_creation_input_tokens: written,
        }),
    ...(answer === undefined ? {} : { output_tokens: answer }),
    ...(thoughts === 0 ? {} : { output_tokens_details: { thinking_tokens: thoughts } }),
  };
}
