import { ApiError, type MessagesRequest } from '@gateway/protocol';
import type { Refusal } from '../corrections/refusal.types.js';
import { findNamedMedia } from './find-named-media.js';
import { listMedia } from './list-media.js';
import { findRefusedMedia, type MediaKind } from './repair-wordings.js';

/** Anthropic's own words, on which Claude Code turns the block into text (contract §15.4). */
const WORDS: Readonly<Record<MediaKind, string>> = {
  image: 'Could not process image',
  document: 'Could not process PDF',
};

export interface RefusedRequest {
  readonly refusal: Refusal;
  /** The refusal as the client would get it otherwise. */
  readonly error: ApiError;
  /** The client's request. */
  readonly request: MessagesRequest;
  /** The body that the upstream refused. */
  readonly sent: unknown;
}

/**
 * The refusal of an image or a document in the words on which the client takes it out of its history; without them it
 * stays there, and every later request of the session fails. Always a 400: the client looks at no other status.
 * Undefined where the refusal is about something else, or the request carries no such block.
 */
export function toRepairError({ refusal, error, request, sent }: RefusedRequest): ApiError | undefined {
  const kind = findRefusedMedia(refusal);
  if (kind === undefined) return undefined;
  const media = listMedia(request).filter((block) => block.kind === kind);
  if (media.length === 0) return undefined;
  const named = findNamedMedia(`${refusal.param ?? ''} ${refusal.message}`, sent, media);
  const place = named === undefined ? '' : `${named.place}: `;
  return new ApiError('invalid_request_error', `${place}${WORDS[kind]}: ${error.message}`, { origin: 'upstream' });
}
