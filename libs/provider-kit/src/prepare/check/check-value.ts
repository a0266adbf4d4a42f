import { ApiError } from '@gateway/protocol';

/** Checks a whole number that is not negative. */
export function checkWhole(value: unknown, path: string, required: boolean): void {
  if (value === undefined || value === null) {
    if (required) throw ApiError.invalid(path, 'Field required');
    return;
  }
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw ApiError.invalid(path, 'Input should be a valid integer');
  if (value < 0) throw ApiError.invalid(path, 'Input should be greater than or equal to 0');
}

/** Checks a value's type, by its JSON name; undefined is accepted, and null unless `nullable` is false. */
export function checkOneOf(value: unknown, path: string, kinds: readonly string[], nullable = true): void {
  if (value === undefined || (value === null && nullable)) return;
  const kind = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  if (!kinds.includes(kind)) throw ApiError.invalid(path, `Input should be a valid ${kinds.join(' or ')}`);
}

/** Checks a list whose items all have one type, by its JSON name. */
export function checkList(value: unknown, path: string, kind: string): void {
  checkOneOf(value, path, ['array']);
  if (!Array.isArray(value)) return;
  value.forEach((item: unknown, i) => checkOneOf(item, `${path}.${i}`, [kind], false));
}
