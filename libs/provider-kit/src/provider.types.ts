import type { MessagesRequest, StreamEvent, Usage } from '@gateway/protocol';
import type { Observable } from 'rxjs';
import type { ChangeCode } from './changes.js';
import type { Gate } from './gate.js';

/** Who answers: settled before a provider is asked. */
export interface Route {
  /** The model name that the client sent; the answer is given under it. */
  readonly requestedModel: string;
  /** Name of the provider plugin. */
  readonly provider: string;
  /** The upstream's name of the model. */
  readonly model: string;
}

/** Header names are in lower case; a header that came several times is joined by `, `. */
export type ReadonlyHeaders = Readonly<Record<string, string | undefined>>;

/** One question of a client, as a provider gets it. */
export interface Call {
  readonly request: MessagesRequest;
  /** The body as it came, inflated; for providers that forward bytes. */
  readonly rawBody: Uint8Array;
  readonly headers: ReadonlyHeaders;
  /** The query string with its `?`, or nothing. */
  readonly query: string;
  readonly route: Route;
  readonly stream: boolean;
  /** What all requests of one conversation have in common (`toSession`); absent where nothing tells. */
  readonly session?: string | undefined;
  /** `req_…`, the id the client is told. */
  readonly requestId: string;
  /** What was changed, emulated or dropped for this upstream; grows while the call is worked on. */
  readonly changes: Set<ChangeCode>;
}

interface ReplyHead {
  readonly status: number;
  /** Headers for the client: rate limits, the upstream's request id. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** An answer that was translated. One item is what one read from the upstream gave, and leaves in one write. */
export interface EventReply extends ReplyHead {
  readonly kind: 'events';
  events(gate: Gate): Observable<readonly StreamEvent[]>;
}

/** What an answer said of itself, as far as it came. */
export interface AnswerFacts {
  readonly usage?: Partial<Usage>;
  readonly stopReason?: string;
}

/** An answer that is handed on byte by byte, whatever its status. */
export interface ByteReply extends ReplyHead {
  readonly kind: 'bytes';
  bytes(gate: Gate): Observable<Uint8Array>;
  /** Read from the bytes as they pass, for the log: known when they have passed or were given up. Never fails. */
  readonly facts?: Promise<AnswerFacts>;
}

/** The size of a prompt, counted by the upstream or estimated. */
export interface CountReply {
  readonly kind: 'count';
  readonly tokens: number;
}

/** An answer to a request for a message. */
export type Reply = EventReply | ByteReply;

/** Whatever a provider answers with. */
export type ProviderResult = Reply | CountReply;

/** A plugin at work. Unsubscribing from what it returns hangs up on the upstream at once. */
export interface Provider {
  /** Answers with the reply as soon as its status is known. Fails with an `ApiError`. */
  open(call: Call): Observable<Reply>;
  /** Tokens of the prompt: a count, or the upstream's own reply. */
  countTokens(call: Call): Observable<CountReply | ByteReply>;
  /** What would be sent for this call, without credentials and without sending it. */
  explain(call: Call): Promise<UpstreamRequest>;
}

export interface UpstreamRequest {
  readonly method: string;
  readonly url: string;
  /** Without any credential. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}
