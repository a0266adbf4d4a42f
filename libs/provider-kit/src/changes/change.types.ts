/**
 * How much a change matters. `harmless`: an optimisation or accounting that the answer does not depend on.
 * `emulated`: the gateway does it itself. `degraded`: the answer may differ from what was asked for.
 */
export type ChangeClass = 'harmless' | 'emulated' | 'degraded';

/** What a code stands for. */
export interface Change {
  /** What happens, in one sentence. */
  readonly what: string;
  /** Toward which upstreams; absent: all but Anthropic. */
  readonly where?: string;
  /** The sections of the translation contract that say so. */
  readonly contract: string;
}

export type Changes = Readonly<Record<string, Change>>;
