import type { Call, KeyRefusal } from '@gateway/provider-kit';
import type { ForwardingLimits, Operation } from './forwarding.types.js';
import type { FieldChanges } from './splice/splice-body.js';

export type { Operation } from './forwarding.types.js';

/** Where one call goes, and what has to be different there. */
export interface PassthroughTarget {
  /** With the query. */
  readonly url: string;
  /** Headers that say who we are; names in lower case. They are shown to nobody. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Top-level fields of the body that this endpoint wants otherwise, the mapped `model` among them. */
  readonly fields: FieldChanges;
  /** Notes that the upstream refused this call; returns whether another credential may be accepted. */
  refused?(refusal: KeyRefusal): boolean;
}

/**
 * A place where Claude answers in the words of the Messages API: Anthropic's own, or a cloud's, which may name
 * the model in the path. Everything else about forwarding is the same for all.
 */
export interface PassthroughEndpoint {
  /** Absent: this place takes what Anthropic's own API takes. */
  readonly limits?: ForwardingLimits;
  /** It gives thinking blocks without a signature, and wants them back; Anthropic itself refuses them. */
  readonly keepsUnsignedThinking?: boolean;
  target(call: Call, operation: Operation): Promise<PassthroughTarget>;
}
