import { elementsOf, findRoot, isArrayAt, isObjectAt, membersOf } from '@gateway/protocol';
import { applyEdits, type Edit, removeItems } from './edits.js';

/** Every element of an array, in a path. */
export const ANY = '*';

/**
 * The document without the fields at these paths. A path is in the form of Anthropic's validation errors, with `ANY`
 * in place of an index: `tools.*.custom.defer_loading`. A name that is no member there is the tag of a union, and is
 * skipped.
 */
export function removeNested(body: Uint8Array, paths: readonly string[]): Uint8Array {
  let json = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (paths.length === 0) return body;
  for (const path of paths) json = Buffer.from(applyEdits(json, editsOf(json, findRoot(json), path.split('.'))));
  return json;
}

function editsOf(json: Buffer, at: number, [name, ...rest]: readonly string[]): Edit[] {
  if (name === undefined) return [];
  if (isArrayAt(json, at))
    return name === ANY ? [...elementsOf(json, at)].flatMap(({ start }) => editsOf(json, start, rest)) : [];
  if (!isObjectAt(json, at)) return [];
  const members = [...membersOf(json, at)];
  if (rest.length === 0) return removeItems(members, ({ key }) => key === name);
  const found = members.filter(({ key }) => key === name);
  if (found.length === 0) return editsOf(json, at, rest);
  return found.flatMap(({ value }) => editsOf(json, value.start, rest));
}
