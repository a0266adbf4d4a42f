import type { JsonObject } from '@gateway/protocol';
import { isSchema, schemasOf } from './schema-keywords.js';

/** Keywords that mean the same in both forms. */
const SHARED = ['title', 'description', 'minItems', 'maxItems', 'minimum', 'maximum', 'required', 'propertyOrdering'];

/** The only formats of strings that this form takes. */
const STRING_FORMATS = ['date-time', 'enum'];

/**
 * A clean schema without references, in the older form of Google's API, a subset of OpenAPI 3.0: types in capital
 * letters, `nullable`, no `oneOf`, no `additionalProperties`.
 */
export function toOpenApiSchema(schema: JsonObject): JsonObject {
  const types = [schema.type].flat().filter((type) => typeof type === 'string');
  const [type, ...others] = types.filter((name) => name !== 'null');
  const given = [...schemasOf(schema.anyOf), ...schemasOf(schema.oneOf)];
  const variants = given.filter((variant) => variant.type !== 'null').map(toOpenApiSchema);
  const out: JsonObject = {};
  for (const keyword of SHARED) if (schema[keyword] !== undefined) out[keyword] = schema[keyword];
  if (types.includes('null') || variants.length < given.length) out.nullable = true;
  if (type !== undefined && others.length === 0) out.type = type.toUpperCase();
  else if (type !== undefined) variants.push(...[type, ...others].map((name) => ({ type: name.toUpperCase() })));
  else if (types.length > 0 && variants.length === 0) out.type = 'NULL';
  const [only] = variants;
  if (only !== undefined && variants.length === 1) Object.assign(out, { ...only, ...out });
  else if (variants.length > 1) out.anyOf = variants;
  restrict(schema, out);
  if (isSchema(schema.properties)) {
    const properties = Object.entries(schema.properties).map(([name, value]) => [name, toOpenApiSchema(asSchema(value))]);
    out.properties = Object.fromEntries(properties) as JsonObject;
  }
  // A list must say of what.
  if (out.type === 'ARRAY') out.items = toItems(schema);
  return out;
}

/** `enum` and `format`, where this form takes them; else in words. */
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
  const kinds = (isSchema(items) ? [items] : schemasOf(prefixItems)).map(toOpenApiSchema);
  const [first] = kinds;
  if (first === undefined || Object.keys(first).length === 0) return { type: 'STRING' };
  return kinds.length === 1 ? first : { anyOf: kinds };
}

function asSchema(value: unknown): JsonObject {
  return isSchema(value) ? value : {};
}
