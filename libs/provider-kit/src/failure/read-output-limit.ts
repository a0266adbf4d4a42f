import { readAnyLimit } from './read-any-limit.js';
import { readFigures, type Wording } from './read-figures.js';

/** How upstreams word that an answer may not be asked to be so long: M is the most tokens it may have. */
const LIMIT_WORDINGS: readonly Wording[] = [
  // OpenAI
  [/supports at most (?<M>\d{1,12}) completion tokens/],
  // DeepSeek
  [/valid range of max_tokens is \[\d{1,12}, ?(?<M>\d{1,12})\]/],
  // Qwen (DashScope)
  [/Range of max_tokens should be \[\d{1,12}, ?(?<M>\d{1,12})\]/],
  // Groq
  [/max(?:_completion)?_tokens`? must be less than or equal to `?(?<M>\d{1,12})/],
  // Ollama's cloud and others
  [/max_tokens \(\d{1,12}\) exceeds model's maximum output(?: tokens)? \(?(?<M>\d{1,12})/],
  // vLLM 0.33
  [/max_tokens=\d{1,12} cannot be greater than max_model_len=(?<M>\d{1,12})/],
  // OpenRouter, 402
  [/requires more credits, or fewer max_tokens/, /can only afford (?<M>\d{1,12})/],
  // Anthropic, and hosts that imitate it
  [/max_tokens: \d{1,12} > (?<M>\d{1,12}), which is the maximum/],
];

/** Groq and others name the field beside the sentence, which then holds the figure alone. */
const LIMIT_FIELDS = new Set<unknown>(['max_tokens', 'max_completion_tokens', 'max_output_tokens']);

/** The most tokens an answer may have, where an upstream's refusal of a larger limit gives it. */
export function readOutputLimit(message: string, param?: string): number | undefined {
  for (const wording of LIMIT_WORDINGS) {
    const most = readFigures(wording, message)?.M;
    if (most !== undefined) return most;
  }
  return readAnyLimit(message, LIMIT_FIELDS.has(param));
}
