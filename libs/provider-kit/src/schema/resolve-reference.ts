import { isObject, type JsonObject, ownValue } from '@gateway/protocol';

/**
 * The schema that a `$ref` of a document means.
 *
 * @param root the document
 * @returns undefined for another document's, for anchors, and where there is nothing
 */
export function resolveReference(root: JsonObject, ref: string): JsonObject | undefined {
  if (ref !== '#' && !ref.startsWith('#/')) return undefined;
  let at: unknown = root;
  for (const step of ref.split('/').slice(1)) {
    const name = decodePointer(step);
    at = typeof at === 'object' && at !== null ? ownValue(at as JsonObject, name) : undefined;
  }
  return isObject(at) ? at : undefined;
}

/** A step of a JSON pointer in a URL fragment, as the name that it stands for (RFC 6901). */
export function decodePointer(step: string): string {
  const plain = step.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
