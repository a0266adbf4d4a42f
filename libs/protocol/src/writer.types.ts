import type { WebSearchResult } from './messages.types.js';
import type { ToolCallNaming } from './tool-call-queue.js';

/** What the client receives of thoughts: text and state, only the state, or nothing. */
export type Thoughts = 'shown' | 'state' | 'hidden';

/** How MessageWriter writes one response. */
export interface WriterOptions {
  /** `msg_…` */
  readonly id: string;
  readonly model: string;
  /** The prompt's size in `message_start` until the upstream reports it, in tokens. */
  readonly inputTokens: number;
  readonly thoughts: Thoughts;
  /** Sequences that the upstream does not detect itself. */
  readonly stopSequences: readonly string[];
  /** Only the first tool call of the response is sent. */
  readonly singleToolCall: boolean;
  /** Clients of API version 2026-10-21 and newer expect `caller` on every call. */
  readonly namesCaller: boolean;
  readonly naming: ToolCallNaming;
  /** Called with a finish reason of the upstream that is not known. */
  readonly onUnknownStop?: (word: string) => void;
  /** Called when the upstream did not report the tokens of the prompt, or those of the response. */
  readonly onEstimatedUsage?: () => void;
}

/** A web search that an upstream made. */
export interface WebSearch {
  /** Id of the `server_tool_use` block. */
  readonly id: string;
  readonly query: string;
  /** The hits, or an error code of Anthropic's. */
  readonly found: readonly Pick<WebSearchResult, 'url' | 'title'>[] | string;
}
