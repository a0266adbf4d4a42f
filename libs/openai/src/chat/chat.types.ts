import type { JsonObject } from '@gateway/protocol';

import type { FilterResult } from '../describe-filter.js';

/** The request body; open, so that corrections can be applied to it. */
export type ChatBody = JsonObject;

/** Arguments are JSON text; some servers send the object itself. Some number their ids. */
export interface ChatToolCall {
  readonly index?: number | null;
  readonly id?: string | number | null;
  /** State that Google's compatible endpoint wants back with the call. */
  readonly extra_content?: unknown;
  /** Some servers leave out the object `function`, and put its fields here. */
  readonly name?: string | null;
  readonly arguments?: unknown;
  readonly function?: { readonly name?: string | null; readonly arguments?: unknown } | null;
}

/** A piece of a response, or a whole one. Compatible servers leave out what OpenAI always sends. */
export interface ChatDelta {
  readonly content?: string | readonly { readonly type?: string; readonly text?: string }[] | null;
  readonly reasoning_content?: string | null;
  readonly reasoning?: string | null;
  /** State that OpenRouter wants back with the message. */
  readonly reasoning_details?: unknown;
  readonly refusal?: string | null;
  readonly annotations?: readonly { readonly type: string; readonly url_citation?: ChatCitation }[] | null;
  readonly tool_calls?: readonly ChatToolCall[] | null;
  readonly function_call?: ChatToolCall['function'];
}

export interface ChatCitation {
  readonly url: string;
  readonly title?: string;
  readonly start_index?: number;
}

export interface ChatChoice {
  readonly index?: number;
  readonly delta?: ChatDelta | null;
  readonly message?: ChatDelta | null;
  readonly finish_reason?: string | null;
  /** vLLM and SGLang name the stop sequence here. */
  readonly stop_reason?: unknown;
  readonly matched_stop?: unknown;
  readonly content_filter_results?: FilterResult | null;
}

export interface ChatUsage {
  readonly prompt_tokens?: number | null;
  readonly completion_tokens?: number | null;
  readonly total_tokens?: number | null;
  readonly prompt_tokens_details?: {
    readonly cached_tokens?: number | null;
    readonly cache_write_tokens?: number | null;
  } | null;
  readonly completion_tokens_details?: { readonly reasoning_tokens?: number | null } | null;
  /** DeepSeek's, also on Azure. */
  readonly prompt_cache_hit_tokens?: number | null;
  readonly reasoning_tokens?: number | null;
}

/** A chunk of a stream, or a whole reply. */
export interface ChatChunk {
  readonly choices?: readonly (ChatChoice | null)[] | null;
  readonly usage?: ChatUsage | null;
  /** Groq's field for the usage. */
  readonly x_groq?: { readonly usage?: ChatUsage | null } | null;
  readonly service_tier?: string | null;
  readonly error?: unknown;
}
