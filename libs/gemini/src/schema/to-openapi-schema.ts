import { isObject, type JsonObject } from '@gateway/protocol';
import { schemasOf, subschemas } from './schema-keywords.js';

/** Keywords that mean the same in both forms. */
const SHARED = [
  'title',
  'description',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
  'required',
  'propertyOrdering',
] as const;

/** The only formats of strings that this form allows. */
const STRING_FORMATS = ['date-time', 'enum'];

/**
 * A clean schema without references, in the older form of Google's API, a subset of OpenAPI 3.0: types in capital
 * letters, `nullable`, no `oneOf`, no `additionalProperties`; and beside `anyOf` no other keyword.
 */
export function toOpenApiSchema(schema: JsonObject): JsonObject {
  const types = [schema.type].flat().filter((type) => typeof type === 'string');
  const plain = types.filter((type) => type !== 'null');
  const given = [...schemasOf(schema.anyOf), ...schemasOf(schema.oneOf)];
  const variants = given.filter((variant) => variant.type !== 'null');
  const nullable = types.includes('null') || variants.length < given.length;
  const [only] = variants;
  if (plain.includes('object')) return toOne(withVariants(schema, variants), 'object', nullable);
  if (plain.length > 1)
    return toAny(
      schema,
      plain.map((type) => ({ ...schema, type, anyOf: [], oneOf: [] })),
      nullable,
    );
  if (only !== undefined) {
    return variants.length > 1
      ? toAny(schema, variants, nullable)
      : toOne({ ...only, ...described(schema) }, undefined, nullable);
  }
  return toOne(schema, plain[0], nullable);
}

/** Whether a clean schema says anything that the older form has no word for. */
export function losesInOpenApi(schema: JsonObject): boolean {
  const { additionalProperties, prefixItems, oneOf } = schema;
  const isClosed = additionalProperties === false || isObject(additionalProperties);
  return isClosed || (prefixItems ?? oneOf) !== undefined || [...subschemas(schema)].some(losesInOpenApi);
}

/** `type`: the schema's type, where that is decided. */
function toOne(schema: JsonObject, type: string | undefined, nullable: boolean): JsonObject {
  const name = type ?? (typeof schema.type === 'string' ? schema.type : 'string');
  const out: JsonObject = { type: name.toUpperCase(), ...(nullable ? { nullable: true } : {}) };
  for (const keyword of SHARED) if (schema[keyword] !== undefined) out[keyword] = schema[keyword];
  restrict(schema, out);
  if (name === 'object' && isObject(schema.properties)) {
    const entries = Object.entries(schema.properties);
    out.properties = Object.fromEntries(entries.map(([key, value]) => [key, toOpenApiSchema(asSchema(value))]));
  }
  // A list must define its items.
  if (name === 'array') out.items = toItems(schema);
  return out;
}

/** One of several: the first one gets the common keywords, because none is allowed beside the list. */
function toAny(schema: JsonObject, variants: readonly JsonObject[], nullable: boolean): JsonObject {
  const anyOf = variants.map((variant, i) => ({
    ...toOpenApiSchema(i === 0 ? { ...variant, ...described(schema) } : variant),
    ...(nullable ? { nullable: true } : {}),
  }));
  return { anyOf };
}

/** An object whose variants may add properties: all of them, none required. */
function withVariants(schema: JsonObject, variants: readonly JsonObject[]): JsonObject {
  const own = Object.entries(asSchema(schema.properties));
  const added = variants.flatMap((variant) => Object.entries(asSchema(variant.properties)));
  const properties = Object.fromEntries<unknown>([...added, ...own]);
  return Object.keys(properties).length === 0 ? schema : { ...schema, properties };
}

/** `enum` and `format`, where this form allows them; else in the description. */
function restrict({ enum: values, format }: JsonObject, out: JsonObject): void {
  const notes: string[] = [];
  if (Array.isArray(values)) {
    if (out.type === 'STRING') out.enum = values;
    else notes.push(`one of: ${values.join(', ')}`);
  }
  if (typeof format === 'string') {
    if (out.type !== 'STRING' || STRING_FORMATS.includes(format)) out.format = format;
    else notes.push(`format: ${format}`);
  }
  if (notes.length === 0) return;
  const said = typeof out.description === 'string' ? [out.description] : [];
  out.description = [...said, `(${notes.join(', ')})`].join(' ');
}

function toItems({ items, prefixItems }: JsonObject): JsonObject {
  const kinds = isObject(items) ? [items] : schemasOf(prefixItems);
  return toOpenApiSchema(kinds.length > 1 ? { anyOf: kinds } : (kinds[0] ?? {}));
}

function described({ description, title }: JsonObject): JsonObject {
  return { ...(description === undefined ? {} : { description }), ...(title === undefined ? {} : { title }) };
}

function asSchema(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
