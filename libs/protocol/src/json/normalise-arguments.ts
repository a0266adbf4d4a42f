import { isObject } from './is-object.js';
import { repairJson } from './repair-json.js';

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * The arguments of a tool call as an object, or undefined where no object can be read. Accepts what servers send in
 * place of an object's JSON text: an object, JSON inside a JSON string, nothing, `"null"`.
 */
export function readArguments(received: unknown): Record<string, unknown> | undefined {
  if (received === undefined || received === null) return {};
  if (typeof received !== 'string') return isObject(received) ? received : undefined;
  if (received.trim() === '') return {};
  let value = parse(received) ?? parse(repairJson(received));
  if (typeof value === 'string') value = value.trim() === '' ? null : (parse(value) ?? parse(repairJson(value)));
  if (value === null) return {};
  return isObject(value) ? value : undefined;
}

/**
 * The same as JSON text that is always an object: unreadable text becomes the field `_raw_arguments`, so that the
 * tool's own schema error reaches the model.
 */
export function normaliseArguments(received: unknown): string {
  const value = readArguments(received);
  if (value === undefined) {
    const raw = typeof received === 'string' ? received : JSON.stringify(received);
    return JSON.stringify({ _raw_arguments: raw });
  }
  return Object.keys(value).length === 0 ? '' : JSON.stringify(value);
}
