import { isRecord } from '../judge/is-record.js';

/**
 * The shape of JSON that an API takes. A text names a type, a list of texts is an enum; `object` lists every
 * field that is known, `needs` those that must be there; `by` tells variants apart by the value of a field.
 */
export type Shape =
  | 'string'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'json'
  | 'any'
  | readonly string[]
  | { readonly list: Shape }
  | { readonly object: Readonly<Record<string, Shape>>; readonly needs?: readonly string[] }
  | { readonly by: string; readonly variants: Readonly<Record<string, Shape>>; readonly otherwise?: string }
  | { readonly either: readonly Shape[] }
  | { readonly maybe: Shape };

/** Where a value does not have its shape, and how. */
export interface Mismatch {
  readonly path: readonly (string | number)[];
  readonly kind: 'unknown' | 'missing' | 'type' | 'value';
  /** What may stand there: a type, or the values. */
  readonly expected: string | readonly string[];
  readonly found: unknown;
}

/** The first place where a value does not have its shape; undefined: it has. */
export function checkShape(
  value: unknown,
  shape: Shape,
  path: readonly (string | number)[] = [],
): Mismatch | undefined {
  const wrong = (kind: Mismatch['kind'], expected: Mismatch['expected'], found = value): Mismatch => ({
    path,
    kind,
    expected,
    found,
  });
  if (typeof shape === 'string') return isOfType(value, shape) ? undefined : wrong('type', shape);
  if (isEnum(shape)) {
    if (typeof value !== 'string') return wrong('type', 'string');
    return shape.includes(value) ? undefined : wrong('value', shape);
  }
  if ('maybe' in shape) return value === null ? undefined : checkShape(value, shape.maybe, path);
  if ('list' in shape) {
    if (!Array.isArray(value)) return wrong('type', 'array');
    return first(value, (item, index) => checkShape(item, shape.list, [...path, index]));
  }
  if ('either' in shape) {
    const mismatches = shape.either.map((each) => checkShape(value, each, path));
    // The variant that got furthest is the one that was meant.
    return mismatches.includes(undefined) ? undefined : deepest(mismatches as Mismatch[]);
  }
  if (!isRecord(value)) return wrong('type', 'object');
  if ('by' in shape) {
    const tag = value[shape.by] ?? shape.otherwise;
    const variant = typeof tag === 'string' && Object.hasOwn(shape.variants, tag) ? shape.variants[tag] : undefined;
    if (variant) return checkShape(value, variant, path);
    const known = Object.keys(shape.variants);
    return { path: [...path, shape.by], kind: tag === undefined ? 'missing' : 'value', expected: known, found: tag };
  }
  const missing = shape.needs?.find((name) => value[name] === undefined);
  if (missing !== undefined) return { path: [...path, missing], kind: 'missing', expected: 'any', found: undefined };
  return first(Object.entries(value), ([name, field]) => {
    const known = Object.hasOwn(shape.object, name) ? shape.object[name] : undefined;
    if (!known)
      return { path: [...path, name], kind: 'unknown' as const, expected: Object.keys(shape.object), found: field };
    return checkShape(field, known, [...path, name]);
  });
}

function isEnum(shape: Exclude<Shape, string>): shape is readonly string[] {
  return Array.isArray(shape);
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'any') return true;
  if (type === 'json') return isRecord(value);
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

function deepest(mismatches: readonly Mismatch[]): Mismatch | undefined {
  return mismatches.toSorted((a, b) => b.path.length - a.path.length)[0];
}

function first<T>(items: readonly T[], check: (item: T, index: number) => Mismatch | undefined): Mismatch | undefined {
  for (const [index, item] of items.entries()) {
    const mismatch = check(item, index);
    if (mismatch) return mismatch;
  }
  return undefined;
}
