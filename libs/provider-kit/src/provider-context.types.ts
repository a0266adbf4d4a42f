import type { ModelLookup } from '@gateway/model-catalogue';
import type { CorrectionCache } from './corrections/correction-cache.js';
import type { Send } from './upstream/send.types.js';

/** What a plugin is given by its surroundings: connections, limits, and the things that are made once. */
export interface ProviderContext {
  /** Sends over kept-alive connections; honours `HTTPS_PROXY`, `NO_PROXY` and the connect timeout. */
  readonly send: Send;
  /** The same as a `fetch`, for libraries that look after credentials: its answers are read whole. */
  readonly fetch: typeof globalThis.fetch;
  readonly limits: UpstreamLimits;
  /** Counts tokens of texts (o200k) off the event loop. */
  readonly tokenizer: Tokenizer;
  /** What `UNSUPPORTED_SERVER_TOOLS` says. */
  readonly unsupportedServerTools: 'error' | 'drop';
  /** What `STRICT` says: a request that could only be answered with loss is refused. */
  readonly strict: boolean;
  /** What upstreams have asked to be changed in requests: one cache for all providers. */
  readonly corrections: CorrectionCache;
  /** The catalogue of models, with the operator's rows of `MODELS_FILE`. */
  readonly models: ModelLookup;
  readonly log: ProviderLog;
  /** Present where the plugin serves a named upstream. */
  readonly naming?: Naming;
}

/** What a named upstream is called, where its plugin would say its own name and variables. */
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

/** Says something about a call to whoever runs the gateway. Never given contents or credentials. */
export interface ProviderLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}
