import type { FakeEncoder, JsonObject, Problem, ReceivedRequest } from '@gateway/testing';
import type { Received, ReceivedConversation } from './script.types.js';

export type { FakeEncoder, ReceivedRequest };

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
