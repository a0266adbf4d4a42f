import type { ChangeCode, CorrectionTable } from '@gateway/provider-kit';
import type { FieldChanges } from './splice/splice-body.js';

/** What is asked of Claude: a response, or the size of a prompt. */
export type Operation = 'messages' | 'count_tokens';

/** What is different about a request that is handed on. */
export interface Forwarding {
  /** Values of `anthropic-beta`. */
  readonly betas: readonly string[];
  /** Top-level fields of the body; undefined takes one out. */
  readonly fields: FieldChanges;
  /** Paths of inner fields that are taken out (`removeNested`). */
  readonly removed: readonly string[];
  /** Top-level fields that must stay, because of their values. */
  readonly essential: ReadonlySet<string>;
}

/** What an endpoint does with a top-level field. */
export interface FieldPolicy {
  /** `taken`: sent; `optional`: sent, and taken out where a model refuses it; `dropped`: not sent. */
  readonly policy: 'taken' | 'optional' | 'dropped';
  /** What taking it out means. */
  readonly change?: ChangeCode;
  /** A value that the response depends on: it is sent, and a refusal of it is the client's to see. */
  readonly essential?: (value: unknown) => boolean;
}

/** What a place of Claude's takes, where it is less than Anthropic's own API does. */
export interface ForwardingLimits {
  /** Names of the client's headers that are sent. */
  readonly headers: RegExp;
  /** The betas that are sent, each with its name there. */
  readonly betas: Readonly<Record<Operation, ReadonlyMap<string, string>>>;
  /** A field that is not listed is not sent. */
  readonly fields: ReadonlyMap<string, FieldPolicy>;
  readonly corrections: CorrectionTable<Forwarding>;
}
