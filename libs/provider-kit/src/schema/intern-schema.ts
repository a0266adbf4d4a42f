import type { JsonObject } from '@gateway/protocol';

/** Characters of JSON that are kept, of all schemas together: those of a few thousand tools. */
const MAX_KEPT = 4_000_000;

const known = new Map<string, JsonObject>();
let kept = 0;

/**
 * One object for all schemas of the same JSON text. A client sends the same tools with every request of a session, so
 * what is made of a schema can be remembered by its object (`rememberBySchema`). The object must not be changed.
 */
export function internSchema(schema: JsonObject): JsonObject {
  const text = JSON.stringify(schema);
  const found = known.get(text);
  if (found !== undefined) return found;
  known.set(text, schema);
  kept += text.length;
  for (const oldest of known.keys()) {
    if (kept <= MAX_KEPT) break;
    known.delete(oldest);
    kept -= oldest.length;
  }
  return schema;
}
