import { ApiError } from '@gateway/protocol';
import type { GenerateChunk, GenerateReply } from './generate.types.js';
import { toWebSearch } from './to-web-search.js';

/**
 * A whole reply as chunks: the reply itself, or the list of chunks that a stream becomes where a proxy lost its
 * `alt=sse`. Its grounding comes first, because a whole response has the search before the text.
 */
export function toChunks(reply: unknown): readonly GenerateChunk[] {
  const replies = (Array.isArray(reply) ? reply : [reply]) as readonly GenerateReply[];
  if (!replies.every((each) => typeof each === 'object' && (each as unknown) !== null)) {
    throw new ApiError('api_error', 'the upstream sent something that is no response', { status: 502 });
  }
  const grounded = replies.findLast(({ candidates }) => {
    const metadata = candidates?.[0]?.groundingMetadata;
    return metadata && toWebSearch(metadata, undefined) !== undefined;
  });
  const ahead = grounded?.candidates?.[0]?.groundingMetadata;
  return ahead === undefined ? replies : [{ ahead, responseId: grounded?.responseId }, ...replies];
}
