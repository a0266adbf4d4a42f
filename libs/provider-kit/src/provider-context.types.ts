import type { ModelLookup } from '@gateway/model-catalogue';
import type { CorrectionCache } from './corrections/correction-cache.js';
import type { Send } from './upstream/send.types.js';

/** What the gateway passes to a plugin: connections, limits, and objects that are created once. */
export interface ProviderContext {
  /** Sends over kept-alive connections; uses `HTTPS_PROXY`, `NO_PROXY` and the connect timeout. */
  readonly send: Send;
  /** The same as a `fetch`, for credential libraries: its responses are read whole. */
  readonly fetch: typeof globalThis.fetch;
  readonly limits: UpstreamLimits;
  /** Counts tokens of texts (o200k) off the event loop. */
  readonly tokenizer: Tokenizer;
  /** The value of `UNSUPPORTED_SERVER_TOOLS`. */
  readonly unsupportedServerTools: 'error' | 'drop';
  /** The value of `STRICT`: a request that could only be served with loss is refused. */
  readonly strict: boolean;
  /** Corrections that upstreams required: one cache for all providers. */
  readonly corrections: CorrectionCache;
  /** The catalogue of models, with the operator's rows of `MODELS_FILE`. */
  readonly models: ModelLookup;
  readonly log: ProviderLog;
  /** Counts a request that is sent again after a temporary failure. */
  readonly noteRetry?: (upstream: string) => void;
  /** Present where the plugin serves a named upstream. */
  readonly naming?: Naming;
}

/** Names of a named upstream, in place of its plugin's own name and variables. */
export interface Naming {
  readonly name: string;
  /** The variable in place of one of the plugin's: `UPSTREAM_EU_API_KEY` for `AZURE_OPENAI_API_KEY`; others stay. */
  readonly variableOf: (own: string) => string;
}

/** Times in milliseconds; 0 means no limit. */
export interface UpstreamLimits {
  readonly retries: number;
  readonly commitAfter: number;
  readonly firstByte: number;
  readonly idle: number;
  readonly total: number;
}

export interface Tokenizer {
  count(texts: readonly string[]): Promise<number>;
}

/** Logs a message about a call for the operator. Contents and credentials must never be passed to it. */
export interface ProviderLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}
