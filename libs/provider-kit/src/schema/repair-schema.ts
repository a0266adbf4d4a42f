import { isObject, type JsonObject } from '@gateway/protocol';

/** Keywords whose values are schemas by name, lists of schemas, or one schema. */
const MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
const LISTS = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems']);
const SINGLES = new Set(['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames']);

/** Keywords of which null is a value, and not a way to leave them out. */
const NULL_VALUES = new Set(['default', 'const', 'example', 'examples']);

/** The types of JSON Schema, and other names that servers give them; `any` is none. */
const TYPES = new Map([
  ...['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'].map((type) => [type, type] as const),
  ['str', 'string'],
  ['int', 'integer'],
  ['float', 'number'],
  ['double', 'number'],
  ['bool', 'boolean'],
  ['list', 'array'],
  ['dict', 'object'],
  ['none', 'null'],
]);

/**
 * A JSON Schema of any draft, as servers of tools write them, in the words of 2020-12: tuples are `prefixItems`,
 * exclusive bounds are numbers, `required` is a list of names in the object (langchainjs#9804, hermes-agent#20976,
 * hyperdx#2925); OpenAPI's `nullable` is a type; keywords that are null, and empty lists that no schema may have, are
 * gone.
 */
export function repairSchema(schema: JsonObject): JsonObject {
  const present = Object.entries(schema).filter(([keyword, value]) => value !== null || NULL_VALUES.has(keyword));
  const repaired: JsonObject = Object.fromEntries(present.flatMap(([keyword, value]) => repairKeyword(keyword, value)));
  repairTypes(repaired);
  repairRequired(schema, repaired);
  for (const bound of ['minimum', 'maximum'] as const) repairBound(repaired, bound);
  repairTuple(schema, repaired);
  if (Array.isArray(repaired.enum)) repaired.enum = unique(repaired.enum);
  return repaired;
}

function repairKeyword(keyword: string, value: unknown): [string, unknown][] {
  if (MAPS.has(keyword)) return isObject(value) ? [[keyword, repairMap(value)]] : [];
  if (LISTS.has(keyword)) {
    const list = [value].flat().map(repairAny).filter(isObject);
    return list.length > 0 ? [[keyword, list]] : [];
  }
  if (keyword === 'enum' && !(Array.isArray(value) && value.length > 0)) return [];
  if (SINGLES.has(keyword) && !Array.isArray(value)) {
    return [[keyword, keyword === 'additionalProperties' && value === true ? true : repairAny(value)]];
  }
  return [[keyword, value]];
}

function repairMap(schemas: JsonObject): JsonObject {
  const entries = Object.entries(schemas).map(([name, value]) => [name, repairAny(value)] as const);
  // What is false may not be there at all.
  return Object.fromEntries(entries.filter(([, value]) => isObject(value)));
}

/** A schema in any form: true allows everything, and a name of a type stands for the type. False stays. */
function repairAny(value: unknown): unknown {
  if (isObject(value)) return repairSchema(value);
  if (typeof value === 'string' && TYPES.has(value.toLowerCase())) return repairSchema({ type: value });
  return value === false ? false : {};
}

function repairTypes(schema: JsonObject): void {
  const { nullable, type } = schema;
  delete schema.nullable;
  if (nullable === true && Array.isArray(schema.anyOf))
    schema.anyOf = [...(schema.anyOf as unknown[]), { type: 'null' }];
  if (type === undefined) return;
  const given = [type].flat().map((each) => (typeof each === 'string' ? TYPES.get(each.toLowerCase()) : undefined));
  const types = new Set(given.filter((each) => each !== undefined));
  if (nullable === true && types.size > 0) {
    types.add('null');
    if (Array.isArray(schema.enum)) schema.enum = [...(schema.enum as unknown[]), null];
  }
  const [only, ...others] = types;
  if (only === undefined) delete schema.type;
  else schema.type = others.length === 0 ? only : [...types];
}

/** Draft 3 said at each property whether it is required. */
function repairRequired(given: JsonObject, schema: JsonObject): void {
  const { required } = schema;
  const names = typeof required === 'string' ? [required] : Array.isArray(required) ? (required as unknown[]) : [];
  const properties = isObject(given.properties) ? Object.entries(given.properties) : [];
  const marked = properties.filter(([, value]) => isObject(value) && value.required === true).map(([name]) => name);
  const all = new Set([...names, ...marked].filter((name) => typeof name === 'string'));
  for (const [name, value] of properties) if (value === false) all.delete(name);
  if (all.size > 0 || Array.isArray(required)) schema.required = [...all];
  else delete schema.required;
}

/** Draft 4 said beside a bound whether it is exclusive. */
function repairBound(schema: JsonObject, bound: 'minimum' | 'maximum'): void {
  const keyword = bound === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
  const exclusive = schema[keyword];
  if (typeof exclusive !== 'boolean') return;
  Reflect.deleteProperty(schema, keyword);
  if (!exclusive || typeof schema[bound] !== 'number') return;
  schema[keyword] = schema[bound];
  Reflect.deleteProperty(schema, bound);
}

/** Before 2020-12 a list of `items` was a tuple, and `additionalItems` said what may follow. */
function repairTuple({ items, additionalItems: rest }: JsonObject, schema: JsonObject): void {
  if (!Array.isArray(items)) return;
  const tuple = items.map(repairAny).filter(isObject);
  delete schema.items;
  delete schema.additionalItems;
  if (tuple.length > 0) schema.prefixItems = tuple;
  if (rest !== undefined && rest !== null) schema.items = repairAny(rest);
}

function unique(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
