import type { ReceivedConversation, End, Figures, JsonObject, Problem, Received, Said } from './script.types.js';

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

/** How a model is spoken to: what its API takes, refuses and answers. */
export interface Language {
  /** Why the real API would refuse this body; undefined: it would not. */
  refuse(body: JsonObject, requested: ReceivedRequest): Problem | undefined;
  read(body: JsonObject, requested: ReceivedRequest): ReceivedConversation;
  encoder(requested: ReceivedRequest, body: JsonObject): FakeEncoder;
  count(tokens: number): JsonObject;
  problem(problem: Problem): JsonObject;
}

/** A provider's API: where it is found, whom it lets in, how it talks. */
export interface Wire extends Language {
  /** Undefined where nothing is at that path. */
  find(received: Received): ReceivedRequest | undefined;
  /** Why the caller is not let in. */
  bar(received: Received): Problem | undefined;
  /** Whatever else lives on the same host: a metadata server. */
  aside?(received: Received): { status: number; headers: Record<string, string>; body: string } | undefined;
}
