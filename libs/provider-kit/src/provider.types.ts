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
  events(gate: Gate): Observable<readonly StreamEvent[]>;
}

/** What an answer said of itself, as far as it came. */
export interface AnswerFacts {
  readonly usage?: Partial<Usage>;
  readonly stopReason?: string;
}

/** An answer that is handed on byte by byte, whatever its status. */
export interface ByteReply extends ReplyHead {
  bytes(gate: Gate): Observable<Uint8Array>;
  /** Read from the bytes as they pass, for the log: known when they have passed or were given up. Never fails. */
  readonly facts?: Promise<AnswerFacts>;
}

export type Reply = EventReply | ByteReply;

/** A plugin at work. Unsubscribing from what it returns hangs up on the upstream at once. */
export interface Provider {
  /** Answers with the reply as soon as its status is known. Fails with an `ApiError`. */
  open(call: Call): Observable<Reply>;
  /** Tokens of the prompt: a number, or the upstream's own reply. */
  countTokens(call: Call): Observable<number | ByteReply>;
  /** The upstream's own list of models; absent: it has none in the form of the Messages API. */
  listModels?(): Promise<readonly ListedModel[]>;
  /** What would be sent for this call, without credentials and without sending it. */
  explain(call: Call): Promise<UpstreamRequest>;
}

/** A model as an upstream lists it: Anthropic's `ModelInfo`, which is handed on as it is. */
export interface ListedModel {
  readonly id: string;
}

export interface UpstreamRequest {
  readonly method: string;
  readonly url: string;
  /** Without any credential. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}
