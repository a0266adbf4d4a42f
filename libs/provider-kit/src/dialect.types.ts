import type { ApiError, MessageWriter } from '@gateway/protocol';
import type { CorrectionTable } from './corrections/correction.types.js';
import type { BufferedResponse } from './failure/buffered-response.types.js';
import type { ResponseContext, NormalizedRequest } from './prepare/normalized-request.types.js';
import type { Traits } from './prepare/traits.types.js';

export type { BufferedResponse } from './failure/buffered-response.types.js';

/** Says to the pen, chunk by chunk, what the upstream says. */
export interface Translator<Chunk> {
  push(chunk: Chunk): void;
  /** The upstream is done. `marked`: it said so by an end marker, and did not just hang up. */
  end(marked: boolean): void;
}

/** How an upstream is spoken to: pure functions, and a translator that holds the state of one answer. */
export interface Dialect<Body, Chunk> {
  /** As errors name it: `openai-chat`. */
  readonly name: string;
  /** What the upstream can take, for this model. */
  traits(model: string): Traits;
  path(call: { readonly model: string; readonly stream: boolean }): string;
  toBody(normalized: NormalizedRequest): Body;
  translator(writer: MessageWriter, requested: ResponseContext): Translator<Chunk>;
  /** A whole reply as chunks that the same translator reads. */
  asChunks(reply: unknown): readonly Chunk[];
  toError(failure: BufferedResponse, requested: ResponseContext): ApiError;
  /** The chunks of an answer that an upstream gives as a failure; undefined for what really is one. */
  asAnswer?(failure: BufferedResponse): readonly Chunk[] | undefined;
  /** What a refused request may be corrected by; absent: a refusal is final. */
  readonly corrections?: CorrectionTable<Body, NormalizedRequest>;
  /** The upstream's own way to count a prompt; absent: it is counted here. */
  toCount?(normalized: NormalizedRequest): { readonly path: string; readonly body: unknown };
  /** The figure in the answer to `toCount`. */
  readCount?(reply: unknown): number | undefined;
  /** Headers of an answer that the client may read, in its own words. */
  toHeaders?(headers: Headers, now: Date): Record<string, string>;
}
