import { cleanUsage } from './clean-usage.js';
import { estimateTokens } from './estimate-tokens.js';
import type { Usage } from './message.types.js';

/** The figures of one response, in tokens: those of the upstream, and estimates for what it does not report. */
export class UsageTally {
  private characters = 0;
  private known: Partial<Usage> = {};
  private searches = 0;

  /** @param inputTokens the estimated tokens of the prompt */
  constructor(private readonly inputTokens: number) {}

  /** The upstream has not reported the tokens of the prompt, or those of the response. */
  get isEstimated(): boolean {
    const { input_tokens: input, output_tokens: output } = this.known;
    return input === undefined || output === undefined;
  }

  /** Adds figures of the upstream. Each overwrites the former one; a value that is no count changes none. */
  report(usage: Partial<Usage>): void {
    this.known = { ...this.known, ...cleanUsage(usage) };
  }

  countText(text: string): void {
    this.characters += text.length;
  }

  countSearch(): void {
    this.searches++;
  }

  get totals(): Usage {
    const { known, searches } = this;
    return {
      input_tokens: this.inputTokens,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      output_tokens: estimateTokens(this.characters),
      ...(searches > 0 ? { server_tool_use: { web_search_requests: searches, web_fetch_requests: 0 } } : {}),
      ...known,
    };
  }
}
