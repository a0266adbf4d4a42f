import type { JsonObject } from '@gateway/protocol';
import type { ChangeCode } from '../changes.js';

/**
 * The same pure step, which does its work once for each schema object: result and noted changes are kept for as long
 * as the schema is. The result must not be changed.
 */
export function rememberBySchema<Result>(
  step: (schema: JsonObject, changes: Set<ChangeCode>) => Result,
): (schema: JsonObject, changes?: Set<ChangeCode>) => Result {
  const known = new WeakMap<JsonObject, { readonly result: Result; readonly noted: ReadonlySet<ChangeCode> }>();
  return (schema, changes) => {
    let entry = known.get(schema);
    if (entry === undefined) {
      const noted = new Set<ChangeCode>();
      entry = { result: step(schema, noted), noted };
      known.set(schema, entry);
    }
    for (const code of entry.noted) changes?.add(code);
    return entry.result;
  };
}
