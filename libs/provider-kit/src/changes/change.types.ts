/**
 * How much a change matters. `harmless`: an optimisation or accounting that the response does not depend on.
 * `emulated`: the gateway does it itself. `degraded`: the response may differ from what was requested.
 */
export type ChangeClass = 'harmless' | 'emulated' | 'degraded';

/** The meaning of a change code. */
export interface Change {
  /** What happens, in one sentence. */
  readonly what: string;
  /** For which upstreams; absent: all but Anthropic. */
  readonly where?: string;
  /** The sections of the translation contract that define it. */
  readonly contract: string;
}

export type Changes = Readonly<Record<string, Change>>;
