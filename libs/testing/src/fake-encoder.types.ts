import type { JsonObject } from '@gateway/protocol';

export type { JsonObject };

/** What a model says, piece by piece. */
export type Said =
  /** `state`: what it wants back next turn. */
  | { readonly think: string; readonly state?: string }
  /** A list: one piece a chunk. */
  | { readonly text: string | readonly string[] }
  | { readonly call: string; readonly input: JsonObject; readonly id?: string; readonly state?: string }
  | { readonly search: string; readonly hits: readonly { readonly url: string; readonly title: string }[] };

/** Tokens. `cached` is part of `input`, `reasoning` part of `output`. */
export interface Figures {
  readonly input: number;
  readonly output: number;
  readonly cached?: number;
  readonly reasoning?: number;
}

/** Why an answer ends: of itself, at its limit, at the provider's filter. */
export type End = 'done' | 'limit' | 'filter';

/** What went wrong; each wire puts it into its own words and shape. */
export interface Problem {
  readonly status: number;
  readonly message: string;
  readonly code?: string | null;
  readonly param?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Gemini's details, Azure's inner error. */
  readonly details?: unknown;
}

/** What a request asks of a wire. */
export interface ReceivedRequest {
  readonly action: 'generate' | 'count';
  readonly model: string;
  readonly stream: boolean;
}

/** One answer, being said. Each method gives the bytes that the wire would carry. */
export interface FakeEncoder {
  /** What comes before the first word. */
  begin(): string;
  say(said: Said): string;
  end(end: End, usage: Figures): string;
  fail(problem: Problem): string;
  /** What the wire says by itself in a long silence of the model. */
  idle?(): string;
  /** The same answer in one piece. */
  whole(said: readonly Said[], end: End, usage: Figures): JsonObject;
}

/** The upstream's side of a dialect: how it answers and fails, and with `refuse` what requests it rejects. */
export interface FakeUpstream {
  encoder(requested: ReceivedRequest, body: JsonObject): FakeEncoder;
  /** The body of an error response. */
  problem(problem: Problem): JsonObject;
  /** Why the real API would reject this body; undefined where it would not. */
  refuse?(body: JsonObject, requested: ReceivedRequest): Problem | undefined;
}
