import { isObject } from '@gateway/protocol';

/**
 * Keywords that OpenAI's strict mode accepts (guide "Structured outputs", supported schemas). Others make it refuse
 * the whole request, so a schema with any of them is sent as not strict.
 */
const SUPPORTED: ReadonlySet<string> = new Set(
  (
    'type properties required additionalProperties items anyOf enum const $ref $defs definitions title description ' +
    'pattern format minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems $schema $id'
  ).split(' '),
);

/** A schema defines its kind by one of these: strict mode refuses `{}`. */
const KINDS = ['type', 'anyOf', '$ref', 'enum', 'const'] as const;

/** How deep objects may be nested (the same guide). */
const MAX_DEPTH = 10;

/**
 * Whether OpenAI's strict mode accepts a schema: an object at the root, each object closed and all properties
 * required.
 */
export function isStrictSchema(schema: unknown): boolean {
  return isObject(schema) && schema.type === 'object' && schema.anyOf === undefined && isStrict(schema, 1);
}

function isStrict(schema: unknown, depth: number): boolean {
  if (!isObject(schema) || depth > MAX_DEPTH) return false;
  if (!Object.keys(schema).every((keyword) => SUPPORTED.has(keyword))) return false;
  if (!KINDS.some((kind) => schema[kind] !== undefined)) return false;
  if (admits(schema.type, 'object') && !isClosed(schema)) return false;
  if (admits(schema.type, 'array') && schema.items === undefined) return false;
  const inner = [schema.properties, schema.$defs, schema.definitions].flatMap((map) =>
    isObject(map) ? Object.values(map) : [],
  );
  const beside = [schema.items, schema.anyOf].flat().filter((each) => each !== undefined);
  return inner.every((each) => isStrict(each, depth + 1)) && beside.every((each) => isStrict(each, depth));
}

function isClosed({ properties, required, additionalProperties }: Record<string, unknown>): boolean {
  const listed = new Set(Array.isArray(required) ? required : []);
  return additionalProperties === false && Object.keys(properties ?? {}).every((name) => listed.has(name));
}

function admits(type: unknown, kind: string): boolean {
  return [type].flat().includes(kind);
}
