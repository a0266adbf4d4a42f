import type { WebSearchResult } from './messages.types.js';
import type { ToolCallNaming } from './tool-call-queue.js';

/** Who sees thoughts: their text and state; only their state; nobody. */
export type Thoughts = 'shown' | 'state' | 'hidden';

/** How the pen writes one answer. */
export interface WriterOptions {
  /** `msg_…` */
  readonly id: string;
  readonly model: string;
  /** What `message_start` says of the prompt's size until the upstream tells, in tokens. */
  readonly inputTokens: number;
  readonly thoughts: Thoughts;
  /** Sequences that the upstream does not watch for itself. */
  readonly stopSequences: readonly string[];
  /** Only the first tool call of the answer is let through. */
  readonly singleToolCall: boolean;
  /** Clients of API version 2026-10-21 and newer are promised `caller` on every call. */
  readonly namesCaller: boolean;
  readonly naming: ToolCallNaming;
  /** Called with a finish reason of the upstream that is not known. */
  readonly onUnknownStop?: (word: string) => void;
  /** Told when the upstream never said what the answer cost. */
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
