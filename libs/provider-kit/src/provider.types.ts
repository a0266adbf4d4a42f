import type { MessagesRequest, StreamEvent, Usage } from '@gateway/protocol';
import type { Observable } from 'rxjs';
import type { ChangeCode } from './changes.js';
import type { Gate } from './gate.js';

/** The provider and the model of a request, decided before the provider is called. */
export interface Route {
  /** The model name that the client sent; the response has the same name. */
  readonly requestedModel: string;
  /** Name of the provider plugin. */
  readonly provider: string;
  /** The upstream's name of the model. */
  readonly model: string;
  /** Name of the pool of which this is a member; absent: the provider was not chosen by a pool. */
  readonly pool?: string;
}

/** Header names are in lower case; a header that came several times is joined by `, `. */
export type ReadonlyHeaders = Readonly<Record<string, string | undefined>>;

/** One request of a client, as a provider receives it. */
export interface Call {
  readonly request: MessagesRequest;
  /** The body as the client sent it, decompressed; for providers that forward bytes. */
  readonly rawBody: Uint8Array;
  readonly headers: ReadonlyHeaders;
  /** The query string with its `?`, or nothing. */
  readonly query: string;
  readonly route: Route;
  readonly stream: boolean;
  /** What all requests of one conversation have in common (`toSession`); absent where nothing identifies it. */
  readonly session?: string | undefined;
  /** `req_…`, the request id that the client receives. */
  readonly requestId: string;
  /** What was changed, emulated or dropped for this upstream; grows while the call is processed. */
  readonly changes: Set<ChangeCode>;
  /** Is called with the translated prompt before it is sent; a repeated request calls it again. It must not throw. */
  readonly onPrompt?: ((parts: PromptParts) => void) | undefined;
  /** The gateway adds the verdicts that `safeguards` asks for; absent: a translating provider refuses the field. */
  readonly isJudged?: boolean;
}

/** The parts of a prompt, in the order in which upstreams cache them; in the form of any API. */
export interface PromptParts {
  readonly tools: unknown;
  readonly system: unknown;
  readonly messages: readonly unknown[];
}

interface ReplyHead {
  readonly status: number;
  /** Headers for the client: rate limits, the upstream's request id. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A translated response. One item has the events of one read from the upstream and is written at once. */
export interface EventReply extends ReplyHead {
  readonly kind: 'events';
  events(gate: Gate): Observable<readonly StreamEvent[]>;
}

/** Usage and outcome of a response, as far as they were received. */
export interface AnswerFacts {
  readonly usage?: Partial<Usage>;
  readonly stopReason?: string;
}

/** A response that is forwarded byte by byte, whatever its status. */
export interface ByteReply extends ReplyHead {
  readonly kind: 'bytes';
  bytes(gate: Gate): Observable<Uint8Array>;
  /**
   * Read from the bytes while they pass, for the log: resolves when all have passed or the response was abandoned.
   * Never rejects.
   */
  readonly facts?: Promise<AnswerFacts>;
}

/** The size of a prompt, counted by the upstream or estimated. */
export interface CountReply {
  readonly kind: 'count';
  readonly tokens: number;
}

/** The response to a request for a message. */
export type Reply = EventReply | ByteReply;

/** Every kind of result that a provider emits. */
export type ProviderResult = Reply | CountReply;

/** A loaded plugin. Unsubscribing from what it returns aborts the request to the upstream at once. */
export interface Provider {
  /** Emits the reply as soon as its status is known. Fails with an `ApiError`. */
  open(call: Call): Observable<Reply>;
  /** Tokens of the prompt: a count, or the upstream's own reply. */
  countTokens(call: Call): Observable<CountReply | ByteReply>;
  /** The upstream's own list of models; absent: it has none in the form of the Messages API. */
  listModels?(): Promise<readonly ListedModel[]>;
  /** The request that would be sent for this call, without credentials and without sending it. */
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
