import { isObject, type JsonObject } from '@gateway/protocol';
import type { ChangeCode } from '@gateway/provider-kit';
import { SCHEMA_LISTS, SCHEMA_MAPS, SCHEMAS } from './schema-keywords.js';

/** What OpenAI refuses at the root of a function's parameters ("Invalid schema for function"). */
const VARIANTS = ['anyOf', 'oneOf', 'allOf'] as const;

/**
 * A tool's input schema in the form that OpenAI and compatible servers accept when it is not strict: an object at the
 * root, objects with `properties`, arrays with `items`; variants at the root become one object that allows them all,
 * which is noted as a change.
 */
export function toParameters(schema: JsonObject, changes?: Set<ChangeCode>): JsonObject {
  const given: JsonObject = { ...schema, type: 'object' };
  const root = flattenRoot(given);
  if (root !== given) changes?.add('schema-constraint-dropped');
  return completeSchema(root) as JsonObject;
}

function completeSchema(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const complete: JsonObject = { ...schema };
  delete complete.$schema;
  delete complete.$id;
  if (complete.type === 'object' && !isObject(complete.properties)) complete.properties = {};
  const types = Array.isArray(complete.type) ? (complete.type as unknown[]) : [complete.type];
  if (types.includes('array') && complete.items === undefined) complete.items = {};
  for (const key of SCHEMA_MAPS) {
    const map = complete[key];
    if (isObject(map)) {
      complete[key] = Object.fromEntries(Object.entries(map).map(([name, value]) => [name, completeSchema(value)]));
    }
  }
  for (const key of SCHEMA_LISTS) {
    const list = complete[key];
    if (Array.isArray(list)) complete[key] = list.map(completeSchema);
  }
  for (const key of SCHEMAS) if (isObject(complete[key])) complete[key] = completeSchema(complete[key]);
  return complete;
}

/** Variants at the root become the union of their properties; only what all of them require stays required. */
function flattenRoot(schema: JsonObject): JsonObject {
  const flat: JsonObject = { ...schema };
  const forbidden = [...VARIANTS, 'enum', 'not'].filter((key) => flat[key] !== undefined);
  if (forbidden.length === 0) return schema;
  const given = JSON.stringify(Object.fromEntries(forbidden.map((key) => [key, flat[key]])));
  for (const key of VARIANTS) {
    const variants = Array.isArray(flat[key]) ? (flat[key] as unknown[]).filter(isObject) : [];
    if (variants.length === 0) continue;
    const lists = variants.map(readRequired);
    const shared =
      key === 'allOf' ? lists.flat() : (lists[0] ?? []).filter((name) => lists.every((list) => list.includes(name)));
    flat.properties = Object.assign({}, ...variants.map(({ properties }) => properties), flat.properties) as JsonObject;
    flat.required = [...new Set([...readRequired(flat), ...shared])];
  }
  const { anyOf, oneOf, allOf, enum: values, not, ...open } = flat;
  return {
    ...open,
    description: [open.description, `The input must also satisfy: ${given}`].filter(Boolean).join(' '),
  };
}

function readRequired({ required }: JsonObject): readonly string[] {
  return Array.isArray(required) ? (required as string[]) : [];
}
