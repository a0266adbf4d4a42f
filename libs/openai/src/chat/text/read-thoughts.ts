import { isObject } from '@gateway/protocol';
import type { ChatDelta } from '../chat.types.js';
import { readThoughtParts } from './read-thought-parts.js';

/** Fields of `reasoning_details` that hold text for people; encrypted ones are state only. */
const TEXTS = ['text', 'summary'];

/**
 * The reasoning of a delta, wherever its server puts it: a field, parts of the content (Mistral), or nothing but the
 * details that come back as state (OpenRouter; MiniMax with `reasoning_split`). Where two fields have it they are copies.
 */
export function readThoughts({
  reasoning_content: one,
  reasoning: other,
  content,
  reasoning_details,
}: ChatDelta): string {
  const field = [one, other].find((text) => typeof text === 'string' && text !== '');
  return (field ?? readDetails(reasoning_details)) + readThoughtParts(content);
}

function readDetails(details: unknown): string {
  if (!Array.isArray(details)) return '';
  const texts = details.filter(isObject).flatMap((detail) => TEXTS.map((name) => detail[name]));
  return texts.filter((text) => typeof text === 'string').join('');
}
