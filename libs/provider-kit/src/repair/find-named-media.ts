import { isObject, ownValue } from '@gateway/protocol';
import type { MediaBlock } from './list-media.js';

/** How upstreams write a place in the request that they got: `messages[3].content[1].image_url`, `messages.[3].content`. */
const PLACE = /\b(?:messages|input|contents)(?:\.?\[\d{1,6}\]|\.\w{1,40}){1,12}/;

/**
 * The client's block that a refusal is about: the only one there is, or the one whose content stands at the place that
 * the upstream names in the request it got. A place of the translated request is never compared with one of the
 * client's, since turns are merged and media moved. Undefined where it cannot be known.
 *
 * @param text param and sentence of the refusal
 * @param sent the body that was refused
 */
export function findNamedMedia(text: string, sent: unknown, media: readonly MediaBlock[]): MediaBlock | undefined {
  const [first, ...others] = media;
  if (others.length === 0) return first;
  const place = PLACE.exec(text)?.[0];
  if (place === undefined) return undefined;
  const texts = textsOf(valueAt(sent, place));
  const named = media.filter(({ content }) => texts.some((each) => each.endsWith(content)));
  return new Set(named.map(({ content }) => content)).size === 1 ? named[0] : undefined;
}

function valueAt(body: unknown, place: string): unknown {
  const keys = place.match(/\w+/g) ?? [];
  return keys.reduce(
    (value: unknown, key) =>
      typeof value === 'object' && value !== null ? ownValue(value as Record<string, unknown>, key) : undefined,
    body,
  );
}

/** The texts in a value; a place may be that of a whole part, or of a message. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return isObject(value) ? Object.values(value).flatMap(textsOf) : [];
}
