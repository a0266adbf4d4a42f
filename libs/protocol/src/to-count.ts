/**
 * No request uses a billion tokens: the longest prompts today have two million. A larger figure is a mistake, and
 * would outweigh all true ones in a sum.
 */
const MAX_COUNT = 1_000_000_000;

/**
 * A count that another system sent, as a whole number of 0 or more. A negative number is 0, a fraction is cut off.
 * Sources for wrong counts: OpenAI's o3 gave `completion_tokens: -35` (async-openai#404), an endpoint of Kimi's
 * `input_tokens: -1` (kolega-code#473).
 *
 * @returns undefined for what is no number (a numeric string is none), is not finite, or exceeds a billion
 */
export function toCount(value: unknown): number | undefined {
  if (typeof value !== 'number' || Number.isNaN(value) || value > MAX_COUNT) return undefined;
  return Math.max(0, Math.trunc(value));
}
