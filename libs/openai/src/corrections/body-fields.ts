import { asObject, isObject, type JsonObject, ownValue } from '@gateway/protocol';

/** The value at `a` or `a.b` of a request's body. */
export function readField(body: JsonObject, path: string): unknown {
  const [head = '', tail] = path.split('.', 2);
  const value = ownValue(body, head);
  return tail === undefined ? value : ownValue(asObject(value), tail);
}

/** A copy with the value at `a` or `a.b` replaced; undefined removes it. The same body where that changes nothing. */
export function writeField(body: JsonObject, path: string, value: unknown): JsonObject {
  if (readField(body, path) === value) return body;
  const [head = '', tail] = path.split('.', 2);
  if (tail !== undefined) {
    const inner = ownValue(body, head);
    return !isObject(inner) ? body : { ...body, [head]: writeField(inner, tail, value) };
  }
  const { [head]: replaced, ...rest } = body;
  return value === undefined ? rest : { ...rest, [head]: value };
}
