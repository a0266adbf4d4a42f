import type { ApiError } from '@gateway/protocol';
import type { Call } from '@gateway/provider-kit';
import type { FieldChanges } from './splice/splice-body.js';

/** What is asked of Claude: an answer, or the size of a prompt. */
export type Operation = 'messages' | 'count_tokens';

/** Where one call goes, and what has to be different there. */
export interface PassthroughTarget {
  /** With the query. */
  readonly url: string;
  /** Headers that say who we are; names in lower case. They are shown to nobody. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Top-level fields of the body that this endpoint wants otherwise, the mapped `model` among them. */
  readonly fields: FieldChanges;
  /** Takes notice that the upstream refused this call; tells whether another credential may be let in. */
  refused?(error: ApiError): boolean;
}

/**
 * A place where Claude answers in the words of the Messages API: Anthropic's own, or a cloud's, which may name
 * the model in the path. Everything else about forwarding is the same for all.
 */
export interface PassthroughEndpoint {
  target(call: Call, operation: Operation): Promise<PassthroughTarget>;
}
