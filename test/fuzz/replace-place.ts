import { isRecord } from '../kit/judge/is-record.js';
import { readEmbeddedJson } from './embedded-json.js';
import { REMOVED } from './replacements.js';

/** A way into a JSON value; the empty one is the value itself. */
export type Path = readonly (string | number)[];

/** The step from a text to the JSON inside of it. */
const INSIDE = '{…}';

/** Every place in a JSON value, from the outside to the inside; the value itself is the first. */
export function placesOf(value: unknown, at: Path = []): Path[] {
  return [at, ...childrenOf(value).flatMap(([key, child]) => placesOf(child, [...at, key]))];
}

function childrenOf(value: unknown): (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [index, item]);
  if (typeof value !== 'string') return Object.entries(isRecord(value) ? value : {});
  const embedded = readEmbeddedJson(value);
  return embedded === undefined ? [] : [[INSIDE, embedded.value]];
}

/** The same JSON value with another one in this place, or with nothing there. */
export function replacePlace(value: unknown, [key, ...rest]: Path, replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const replace = (child: unknown): unknown => replacePlace(child, rest, replacement);
  if (typeof value === 'string') return replaceInside(value, replace);
  const entries = childrenOf(value)
    .map(([name, child]) => [name, name === key ? replace(child) : child] as const)
    .filter(([, child]) => child !== REMOVED);
  if (Array.isArray(value)) return entries.map(([, child]) => child);
  // Not by assignments: a key named `__proto__` stays a key.
  return Object.fromEntries(entries);
}

function replaceInside(text: string, replace: (value: unknown) => unknown): unknown {
  const { value, wrap } = readEmbeddedJson(text)!;
  const replaced = replace(value);
  return replaced === REMOVED ? REMOVED : wrap(JSON.stringify(replaced));
}
