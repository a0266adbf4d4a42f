import type { StateTag } from '../thinking-state.js';

/** What becomes of a tool of Anthropic's own at an upstream: it has the like, it can do without, or it cannot. */
export type HostedTool = 'native' | 'dropped' | 'refused';

/** What an upstream can take, for one model. */
export interface Traits {
  /** As errors name it: `openai-chat`. */
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
  /** How many stop sequences it watches for itself. */
  readonly stops: number;
  /** It can be told to call one tool at a time; where it cannot, only the first call is let through. */
  readonly singleCallParameter: boolean;
  /** The most tokens it can answer with, where that is known. */
  readonly maxOutput?: number;
  /** Tokens of prompt and answer together, where that is known. */
  readonly contextWindow?: number;
  /** PDFs and other documents may be given by URL. */
  readonly documentUrls: boolean;
  hosted(type: string): HostedTool;
}
