import type { IncomingHttpHeaders } from 'node:http';

import type { End, Figures, JsonObject, Problem, Said } from '@gateway/testing';

export type { End, Figures, JsonObject, Problem, Said };

/** What arrived at a fake upstream. */
export interface Received {
  readonly method: string;
  /** Without the query, decoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** Parsed where it is JSON. */
  readonly body: unknown;
  /** The same in neutral words; undefined where it was refused before it was understood. */
  conversation?: ReceivedConversation;
  /** Bytes of the answer that the client's connection has taken so far. */
  written: number;
  /** The client left before the answer was complete. */
  hungUp: boolean;
  /** Resolves when the exchange is over: with true where the client left early. */
  readonly over: Promise<boolean>;
}

/** One thing in a conversation, in its order. */
export type Item =
  | { readonly kind: 'text'; readonly role: 'user' | 'assistant' | 'system'; readonly text: string }
  /** `data` is base64. */
  | { readonly kind: 'image'; readonly role: 'user' | 'assistant' | 'system'; readonly data: string }
  | { readonly kind: 'call'; readonly id: string; readonly name: string; readonly input: unknown }
  | { readonly kind: 'result'; readonly id: string; readonly text: string }
  /** Reasoning state that came back. */
  | { readonly kind: 'state'; readonly state: string };

/** What a model is shown, whatever the wire. */
export interface ReceivedConversation {
  readonly model: string;
  readonly stream: boolean;
  /** The system prompt, apart from system messages between turns. */
  readonly system: string;
  readonly items: readonly Item[];
  /** Names of the tools that it may call. */
  readonly tools: readonly string[];
}

/** What happens to an answer on its way. */
export type Event =
  /** Sends nothing, for this many milliseconds or until the promise settles. */
  | { readonly wait: number | Promise<unknown> }
  /** The connection breaks. */
  | { readonly cut: true }
  /** The stream ends in good order, but too early. */
  | { readonly stop: true }
  /** An error in the middle of the stream. */
  | { readonly fail: Problem };

export type Step = Said | Event;

export type ScriptedAnswer =
  | {
      readonly says: Iterable<Step> | AsyncIterable<Step>;
      readonly usage?: Figures;
      readonly end?: End;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly refuses: Problem }
  /** Bytes as they are, for recordings; `cut` destroys the connection behind them. */
  | {
      readonly raw: Uint8Array | readonly Uint8Array[];
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly cut?: boolean;
    };

/** Plays the model: looks at what it is shown and answers. */
export type Script = (prompt: ReceivedConversation, received: Received) => ScriptedAnswer | Promise<ScriptedAnswer>;
