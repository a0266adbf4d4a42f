import { ownValue } from '@gateway/protocol';
import type { GeminiPartialArgument } from '../generate.types.js';

type Container = Record<string, unknown> | unknown[];

/** `.name`, `[0]`, `['name']`, `["name"]`: the steps of the JSON paths that Google sends. */
const STEP = /\.([^.[\]]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/g;

/** The largest index of a list: the index comes from the upstream's text. */
const MAX_INDEX = 10_000;

/**
 * Puts a piece of a call's arguments at its path. Strings come in several pieces, which are joined. Only own
 * members are read and written, so that any name is safe.
 */
export function putArgument(root: Record<string, unknown>, piece: GeminiPartialArgument): void {
  const steps = [...(piece.jsonPath ?? '').matchAll(STEP)].map(([, name, index, single, double]) =>
    index === undefined ? (name ?? single ?? double ?? '') : Number(index),
  );
  const last = steps.pop();
  if (last === undefined) return;
  let at: Container = root;
  steps.forEach((step, i) => {
    const next = get(at, step);
    const inner = isContainer(next) ? next : emptyFor(steps[i + 1] ?? last);
    set(at, step, inner);
    at = inner;
  });
  const known = get(at, last);
  const value = valueOf(piece);
  set(at, last, typeof known === 'string' && typeof value === 'string' ? known + value : value);
}

function valueOf({ stringValue, numberValue, boolValue }: GeminiPartialArgument): unknown {
  return stringValue ?? numberValue ?? boolValue ?? null;
}

function emptyFor(step: string | number): Container {
  return typeof step === 'number' ? [] : {};
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function get(container: Container, step: string | number): unknown {
  return ownValue(container as Record<string, unknown>, String(step));
}

/** A list has no names, and an assignment to `length` or `__proto__` is more than a new member. */
function set(container: Container, step: string | number, value: unknown): void {
  if (typeof step === 'number' ? step > MAX_INDEX : Array.isArray(container)) return;
  Object.defineProperty(container, step, { value, writable: true, enumerable: true, configurable: true });
}
