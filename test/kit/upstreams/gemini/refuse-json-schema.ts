import { isRecord } from '../../judge/is-record.js';
import type { Problem } from '../script.types.js';
import { invalid, snake, unknownName } from './gemini-problems.js';

type Path = readonly (string | number)[];

/** Keywords that Google documents for JSON schemas; others are unknown names. */
const KEYWORDS = new Set([
  ...['$defs', '$ref', '$anchor', '$id', 'type', 'format', 'title', 'description', 'enum', 'items', 'prefixItems'],
  ...['minItems', 'maxItems', 'minimum', 'maximum', 'anyOf', 'oneOf', 'properties', 'additionalProperties', 'required'],
  'propertyOrdering',
]);

/** Keywords of the older `parameters`, an OpenAPI schema with types in capitals. */
const OPENAPI = new Set([
  ...['type', 'format', 'title', 'description', 'nullable', 'enum', 'items', 'minItems', 'maxItems', 'properties'],
  ...['required', 'minProperties', 'maxProperties', 'minLength', 'maxLength', 'pattern', 'example', 'anyOf'],
  ...['propertyOrdering', 'default', 'minimum', 'maximum'],
]);

/** Why Google would refuse a JSON schema that stands at `path`. */
export function refuseJsonSchema(schema: unknown, path: Path): Problem | undefined {
  return walk(schema, path, KEYWORDS, (at) => {
    const { $ref: ref, type, enum: values, required, properties } = at.schema;
    const siblings = Object.keys(at.schema).filter((keyword) => !keyword.startsWith('$'));
    const place = `* GenerateContentRequest.${snake(at.path)}`;
    if (ref !== undefined && siblings.length > 0)
      return invalid(`${place}.$ref: no other field may be set beside $ref\n`);
    if (typeof ref === 'string' && !resolves(ref, schema)) return invalid(`${place}.$ref: ${ref} is not defined\n`);
    if (Array.isArray(values) && values.length === 0) return invalid(`${place}.enum: should be non-empty\n`);
    if (type === 'string' && Array.isArray(values) && values.some((value) => typeof value !== 'string'))
      return invalid(`${place}.enum: only allowed for STRING type\n`);
    const names: unknown[] = Array.isArray(required) ? required : [];
    const missing = names.find((name) => !isRecord(properties) || !Object.hasOwn(properties, String(name)));
    return missing === undefined
      ? undefined
      : invalid(`${place}.required: property is not defined: ${JSON.stringify(missing)}\n`);
  });
}

const TYPE = 'type.googleapis.com/google.ai.generativelanguage.v1beta.Type';

/** Why Google would refuse an OpenAPI schema that stands at `path`. */
export function refuseOpenApiSchema(schema: unknown, path: Path): Problem | undefined {
  return walk(schema, path, OPENAPI, (at) => {
    const { type, properties } = at.schema;
    const place = `* GenerateContentRequest.${snake(at.path)}`;
    if (typeof type !== 'string' || type !== type.toUpperCase())
      return invalid(`Invalid value at '${snake([...at.path, 'type'])}' (${TYPE}), ${JSON.stringify(type)}`);
    if (type === 'OBJECT' && isRecord(properties) && Object.keys(properties).length === 0)
      return invalid(`${place}.properties: should be non-empty for OBJECT type\n`);
    return undefined;
  });
}

function walk(
  schema: unknown,
  path: Path,
  keywords: ReadonlySet<string>,
  refuse: (at: { schema: Record<string, unknown>; path: Path }) => Problem | undefined,
): Problem | undefined {
  if (!isRecord(schema)) return undefined;
  const foreign = Object.keys(schema).find((keyword) => !keywords.has(keyword));
  if (foreign !== undefined) return unknownName(foreign, path);
  const own = refuse({ schema, path });
  if (own) return own;
  for (const [step, inner] of inside(schema)) {
    const problem = walk(inner, [...path, ...step], keywords, refuse);
    if (problem) return problem;
  }
  return undefined;
}

/** The schemas inside a schema; a property may be called like a keyword, so only these places are looked at. */
function inside(schema: Record<string, unknown>): [Path, unknown][] {
  const maps = ['properties', '$defs'].flatMap((key) =>
    Object.entries(isRecord(schema[key]) ? schema[key] : {}).map(([name, inner]): [Path, unknown] => [
      [key, name],
      inner,
    ]),
  );
  const lists = ['anyOf', 'oneOf', 'prefixItems'].flatMap((key) =>
    (Array.isArray(schema[key]) ? schema[key] : []).map((inner, index): [Path, unknown] => [[key, index], inner]),
  );
  return [...maps, ...lists, [['items'], schema.items], [['additionalProperties'], schema.additionalProperties]];
}

function resolves(ref: string, root: unknown): boolean {
  if (!ref.startsWith('#')) return false;
  let found = root;
  for (const step of ref.split('/').slice(1)) {
    found = isRecord(found) ? found[step.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
  }
  return found !== undefined;
}
