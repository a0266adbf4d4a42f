import type { ApiError, MessageWriter } from '@gateway/protocol';
import type { CorrectionTable } from './corrections/correction.types.js';
import type { BufferedResponse } from './failure/buffered-response.types.js';
import type { ResponseContext, NormalizedRequest } from './prepare/normalized-request.types.js';
import type { Traits } from './prepare/traits.types.js';
import type { PromptParts } from './provider.types.js';

export type { BufferedResponse } from './failure/buffered-response.types.js';

/** Writes to MessageWriter, chunk by chunk, what the upstream sends. */
export interface Translator<Chunk> {
  push(chunk: Chunk): void;
  /** The stream has ended. `marked`: with an end marker, not just with the connection. */
  end(marked: boolean): void;
  /** The token by which the upstream goes on with an answer that it has paused; undefined: nothing follows. */
  readonly continuation?: string | undefined;
  /** The next part of a paused answer begins. */
  resume?(): void;
  /** Ends the message with what there is, since the next part has failed; false in the middle of a tool call. */
  cutOff?(): boolean;
}

/** How to talk to an upstream: pure functions, and a translator that holds the state of one response. */
export interface Dialect<Body, Chunk> {
  /** Its name in errors: `openai-chat`. */
  readonly name: string;
  /** What the upstream accepts, for this model. */
  traits(model: string): Traits;
  path(call: { readonly model: string; readonly stream: boolean; readonly maxTokens?: number }): string;
  toBody(normalized: NormalizedRequest): Body;
  /** The parts of a body that make up its prompt; absent: prompts of this upstream cannot be compared. */
  toPrompt?(body: Body): PromptParts;
  translator(writer: MessageWriter, requested: ResponseContext): Translator<Chunk>;
  /** A whole reply as chunks that the same translator reads. */
  asChunks(reply: unknown): readonly Chunk[];
  /** The body of the request for the next part of a paused answer; absent: the upstream never pauses. */
  toNextBody?(body: string, continuation: string): string;
  toError(failure: BufferedResponse, requested: ResponseContext): ApiError;
  /** The chunks of a response that an upstream sends as a failure; undefined for a real failure. */
  asAnswer?(failure: BufferedResponse): readonly Chunk[] | undefined;
  /** The corrections of a refused request; absent: a refusal is final. */
  readonly corrections?: CorrectionTable<Body, NormalizedRequest>;
  /** The upstream's own way to count a prompt; absent: the gateway counts it. */
  toCount?(normalized: NormalizedRequest): { readonly path: string; readonly body: unknown };
  /** The token count in the response to `toCount`. */
  readCount?(reply: unknown): number | undefined;
  /** Headers of a response for the client, under Anthropic's names. */
  toHeaders?(headers: Headers, now: Date): Record<string, string>;
}
