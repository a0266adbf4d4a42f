import { isObject, type JsonObject } from '@gateway/protocol';

/** The types of JSON Schema. */
export const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

/** Constraints that Gemini does not support. */
export const LOST_CONSTRAINTS = [
  'not',
  'if',
  'then',
  'else',
  'pattern',
  'minLength',
  'maxLength',
  'uniqueItems',
  'multipleOf',
  'minProperties',
  'maxProperties',
  'patternProperties',
  'propertyNames',
  'dependencies',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedProperties',
  'unevaluatedItems',
  'contains',
  'minContains',
  'maxContains',
  'additionalItems',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
  '$dynamicRef',
  '$recursiveRef',
  'divisibleBy',
  'disallow',
  'extends',
] as const;

/** The schemas of a list; an empty list where it is none. */
export function schemasOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/**
 * The schemas directly inside a schema. Only the values of these keywords are schemas: a property may itself be called
 * `properties` or `$ref`.
 */
export function* subschemas(schema: JsonObject): Generator<JsonObject> {
  const { properties, items, additionalProperties } = schema;
  if (isObject(properties)) yield* Object.values(properties).filter(isObject);
  for (const list of [items, schema.prefixItems, schema.anyOf, schema.oneOf, schema.allOf]) yield* schemasOf(list);
  if (isObject(items)) yield items;
  if (isObject(additionalProperties)) yield additionalProperties;
}
