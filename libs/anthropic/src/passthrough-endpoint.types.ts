import type { Call, KeyRefusal } from '@gateway/provider-kit';
import type { ForwardingLimits, Operation } from './forwarding.types.js';
import type { FieldChanges } from './splice/splice-body.js';

export type { Operation } from './forwarding.types.js';

/** The URL of one call, and what has to be different there. */
export interface PassthroughTarget {
  /** With the query. */
  readonly url: string;
  /** Headers with credentials; names in lower case. They are never shown. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Top-level fields of the body that this endpoint requires to be different, the mapped `model` among them. */
  readonly fields: FieldChanges;
  /** Reports that the upstream refused this call; returns whether another credential may be accepted. */
  readonly refused?: (refusal: KeyRefusal) => boolean;
}

/**
 * An endpoint that serves Claude with the Messages API: Anthropic's own, or a cloud's, which may have the model in the
 * path. Everything else about forwarding is the same for all.
 */
export interface PassthroughEndpoint {
  /** Absent: it accepts what Anthropic's own API accepts. */
  readonly limits?: ForwardingLimits;
  /** It gives thinking blocks without a signature, and wants them back; Anthropic itself refuses them. */
  readonly keepsUnsignedThinking?: boolean;
  target(call: Call, operation: Operation): Promise<PassthroughTarget>;
  /** Where its models are listed; absent: it has no such list. */
  models?(query: string): PassthroughTarget;
}
