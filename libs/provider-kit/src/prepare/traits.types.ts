import type { StateTag } from '../thinking-state.js';

/** How an upstream treats a tool of Anthropic's own: it has an equivalent, it works without the tool, or it refuses. */
export type HostedTool = 'native' | 'dropped' | 'refused';

/** What an upstream accepts, for one model. */
export interface Traits {
  /** Its name in errors: `openai-chat`. */
  readonly upstream: string;
  /** The tag of reasoning state that this upstream understands, see the thinking envelope. */
  readonly state?: StateTag;
  readonly toolName: {
    readonly max: number;
    /** Characters that are not allowed, each replaced by `_`. */
    readonly foreign: RegExp;
    /** A first character that needs a `_` before it. */
    readonly badStart?: RegExp;
    /** Longer names keep this many characters before their hash. */
    readonly keep: number;
  };
  /** Longer ids keep `keep` characters before their hash. */
  readonly toolId: { readonly max: number; readonly keep: number };
  readonly maxTools: number;
  /** How many stop sequences it detects itself. */
  readonly stops: number;
  /** It has a parameter for one tool call at a time; where it has none, only the first call is sent to the client. */
  readonly singleCallParameter: boolean;
  /** The most tokens of a response, where known. */
  readonly maxOutput?: number;
  /** Tokens of prompt and response together, where known. */
  readonly contextWindow?: number;
  /** PDFs and other documents may be given by URL. */
  readonly documentUrls: boolean;
  hosted(type: string): HostedTool;
}
