/** One case of the contract: a request, the upstream's answers, and what must come of them. See README.md. */
export interface Vector extends Expectation {
  /** The name of its file, without the ending. */
  readonly name: string;
  /** The wire that the model is behind: `openai-chat`, `gemini`, … */
  readonly wire: string;
  /** Sections of docs/contract.md, separated by commas. */
  readonly section: string;
  readonly level: 'must' | 'should';
  readonly description: string;
  readonly config: VectorConfig;
  readonly method: string;
  readonly endpoint: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly request: Readonly<Record<string, unknown>> | null;
  /** A body that is sent as it stands, for requests that are no JSON. */
  readonly requestRaw?: string;
  readonly followUp?: FollowUp;
}

/** What the upstream answers, and what is asserted. */
export interface Expectation {
  readonly upstream: UpstreamAnswer | readonly UpstreamAnswer[];
  readonly upstreamCalls?: number | 'any';
  /** Assertions on the first call that the upstream received. */
  readonly expectUpstream?: readonly Assertion[];
  /** Assertions on the n-th call. */
  readonly expectUpstreamCalls?: readonly (readonly Assertion[])[];
  readonly expectResponse: ExpectedResponse;
}

/** The second turn of a conversation. */
export interface FollowUp extends Expectation {
  /** Appended to the messages of the first request, with its placeholders filled in. */
  readonly messages: readonly unknown[];
  readonly requestPatch?: Readonly<Record<string, unknown>>;
  readonly requestHeaders?: Readonly<Record<string, string>>;
  /** Paths whose value is the same in the first upstream call of both turns. */
  readonly sameUpstream?: readonly string[];
}

/** How the gateway is configured for a vector. */
export interface VectorConfig {
  readonly upstreamModel: string;
  readonly modelFamily?: string;
  readonly apiVersion?: string;
  readonly compatible?: boolean;
  /** Further settings; `{{mock}}` is the URL of the mock, `{{file}}` the path of a file that holds `file`. */
  readonly env?: Readonly<Record<string, string>>;
  readonly file?: string;
  /** Any text: a gateway of its own, which has learnt nothing from other vectors. */
  readonly instance?: string;
}

/** One answer of the mock: one of `json`, `sse` and `text`. */
export interface UpstreamAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Frames, each followed by an empty line; or the stream as it is written. */
  readonly sse?: string | readonly string[];
  readonly text?: string;
  readonly contentType?: string;
  /** Bytes of each write to the socket. */
  readonly chunkBytes?: number;
  /** The socket is destroyed behind the body. */
  readonly cut?: boolean;
}

/** A statement about the value at a path. */
export interface Assertion {
  readonly path: string;
  readonly op: 'equals' | 'deepEquals' | 'absent' | 'present' | 'matches';
  readonly value?: unknown;
}

/** Assertions on the answer that the client receives. */
export interface ExpectedResponse {
  readonly status?: number;
  readonly headers?: readonly Assertion[];
  readonly json?: readonly Assertion[];
  /** The whole stream, in order. */
  readonly events?: readonly ExpectedEvent[];
  /** On the message that the SDK accumulates from the stream. */
  readonly message?: readonly Assertion[];
  /** Names of `invariants.ts`. */
  readonly invariants?: readonly string[];
}

/** An event of the stream; one that is optional may be missing. */
export interface ExpectedEvent {
  readonly type: string;
  readonly assert?: readonly Assertion[];
  readonly optional?: boolean;
}
