import type { JsonObject, WebSearch } from '@gateway/protocol';
import { ownSearchId } from '@gateway/provider-kit';
import type { GeminiGrounding } from './generate.types.js';

/** How much of the response a citation repeats, in characters. */
const MAX_CITED_LENGTH = 150;

/** Google's search queries and hits; undefined where it did not search. */
export function toWebSearch(grounding: GeminiGrounding, responseId: string | undefined): WebSearch | undefined {
  const { webSearchQueries: queries = [], groundingChunks: chunks = [] } = grounding;
  if (queries.length === 0 && chunks.length === 0) return undefined;
  const found = chunks.flatMap(({ web }) =>
    web?.uri === undefined ? [] : [{ url: web.uri, title: web.title ?? web.uri }],
  );
  return { id: ownSearchId(responseId), query: queries.join(' | '), found };
}

/** The sources of the response's text, as citations. */
export function toCitations({
  groundingChunks: chunks = [],
  groundingSupports: supports = [],
}: GeminiGrounding): JsonObject[] {
  return supports.flatMap(({ segment, groundingChunkIndices: indices = [] }) =>
    indices.flatMap((index) => {
      const web = chunks[index]?.web;
      if (web?.uri === undefined || segment?.text === undefined) return [];
      return {
        type: 'web_search_result_location',
        url: web.uri,
        title: web.title ?? web.uri,
        cited_text: segment.text.slice(0, MAX_CITED_LENGTH),
        encrypted_index: '',
      };
    }),
  );
}
