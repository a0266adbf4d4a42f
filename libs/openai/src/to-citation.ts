import type { JsonObject } from '@gateway/protocol';
import type { Annotation } from './responses/responses.types.js';

/** How much of the response a citation repeats, in characters. */
const MAX_CITED_LENGTH = 150;

/**
 * A source of the response as a citation; undefined for other annotations. The upstream marks only the link in the
 * text, so the sentence that ends where the link starts is what is cited. `text`: the text of this part so far.
 */
export function toCitation(annotation: Annotation, text: string): JsonObject | undefined {
  if (annotation.type !== 'url_citation' || !annotation.url) return undefined;
  const { url, title, start_index: start } = annotation;
  return {
    type: 'web_search_result_location',
    url,
    title: title ?? url,
    cited_text: lastSentence(beginning(text, start ?? text.length)),
    encrypted_index: '',
  };
}

/** The first `length` characters, counted as the upstream does: a character outside the basic plane is one. */
function beginning(text: string, length: number): string {
  return /[\ud800-\udbff]/.test(text) ? Array.from(text).slice(0, length).join('') : text.slice(0, length);
}

function lastSentence(text: string): string {
  const sentences = text.trimEnd().split(/(?<=[.!?])\s+|\n+/);
  return (sentences.at(-1) ?? '').slice(-MAX_CITED_LENGTH).trim();
}
