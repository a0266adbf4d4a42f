import type { JsonObject } from '../messages.types.js';

/** Whether a value of JSON is an object; an array is none. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value where it is an object, else an empty one: for reading fields of bodies that may have any form. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
