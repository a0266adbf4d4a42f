import { isDeepStrictEqual } from 'node:util';
import { readPath } from './read-path.js';
import type { Assertion } from './vector.types.js';

const OPERATORS: Readonly<Record<Assertion['op'], (found: unknown, value: unknown) => boolean>> = {
  equals: (found, value) => found === value,
  deepEquals: isDeepStrictEqual,
  absent: (found) => found === undefined,
  present: (found) => found !== undefined,
  matches: (found, value) => found !== undefined && new RegExp(String(value), 's').test(toJsonText(found)),
};

/** Why an assertion does not hold; undefined where it does. */
export function findMismatch(root: unknown, { path, op, value }: Assertion): string | undefined {
  const found = readPath(root, path);
  if (OPERATORS[op](found, value)) return undefined;
  return `${path}: expected ${op} ${shorten(value)}, found ${shorten(found)}`;
}

/** The mismatches of a list, each behind a word for its place. */
export function findMismatches(place: string, root: unknown, assertions: readonly Assertion[] = []): string[] {
  return assertions.flatMap((assertion) => {
    const mismatch = findMismatch(root, assertion);
    return mismatch === undefined ? [] : [`${place} ${mismatch}`];
  });
}

function toJsonText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function shorten(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
