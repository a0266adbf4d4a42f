import type { ChangeCode, CorrectionTable } from '@gateway/provider-kit';
import type { FieldChanges } from './splice/splice-body.js';

/** The operation of a call: a response, or the size of a prompt. */
export type Operation = 'messages' | 'count_tokens';

/** The differences of a forwarded request. */
export interface Forwarding {
  /** Values of `anthropic-beta`. */
  readonly betas: readonly string[];
  /** Top-level fields of the body; undefined removes one. */
  readonly fields: FieldChanges;
  /** Paths of inner fields that are removed (`removeNested`). */
  readonly removed: readonly string[];
  /** Top-level fields that must stay, because of their values. */
  readonly essential: ReadonlySet<string>;
}

/** How an endpoint treats a top-level field. */
export interface FieldPolicy {
  /** `taken`: sent; `optional`: sent, and removed where a model refuses it; `dropped`: not sent. */
  readonly policy: 'taken' | 'optional' | 'dropped';
  /** The change code of its removal. */
  readonly change?: ChangeCode;
  /** A value that the response depends on: it is sent, and the client gets the upstream's refusal. */
  readonly essential?: (value: unknown) => boolean;
}

/** The limits of an endpoint for Claude that accepts less than Anthropic's own API. */
export interface ForwardingLimits {
  /** Names of the client's headers that are sent. */
  readonly headers: RegExp;
  /** The betas that are sent, each with the endpoint's name for it. */
  readonly betas: Readonly<Record<Operation, ReadonlyMap<string, string>>>;
  /** A field that is not listed is not sent. */
  readonly fields: ReadonlyMap<string, FieldPolicy>;
  readonly corrections: CorrectionTable<Forwarding>;
}
