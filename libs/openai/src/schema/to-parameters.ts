import { isObject, type JsonObject } from '@gateway/protocol';
import { rememberBySchema } from '@gateway/provider-kit';
import { flattenRoot } from './flatten-root.js';
import { SCHEMA_LISTS, SCHEMA_MAPS, SCHEMAS } from './schema-keywords.js';

/**
 * A tool's input schema in the form that OpenAI and compatible servers accept when it is not strict: an object at the
 * root, objects with `properties`, arrays with `items`; variants at the root become one object that allows them all,
 * which is noted as a change.
 */
export const toParameters = rememberBySchema((schema, changes) => {
  const given: JsonObject = { ...schema, type: 'object' };
  const root = flattenRoot(given);
  if (root.isLossy) changes.add('schema-constraint-dropped');
  return completeSchema(root.schema) as JsonObject;
});

function completeSchema(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const complete: JsonObject = { ...schema };
  delete complete.$schema;
  delete complete.$id;
  if (complete.type === 'object' && !isObject(complete.properties)) complete.properties = {};
  const types = Array.isArray(complete.type) ? (complete.type as unknown[]) : [complete.type];
  if (complete.prefixItems !== undefined) completeTuple(complete);
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

/** A tuple, also for servers that read only `items`, and refuse one that is no object. */
function completeTuple(schema: JsonObject): void {
  const { items, prefixItems: tuple, maxItems } = schema;
  if (!Array.isArray(tuple) || isObject(items)) return;
  if (items === false && maxItems === undefined) schema.maxItems = tuple.length;
  schema.items = { anyOf: [...new Map(tuple.map((item) => [JSON.stringify(item), item as unknown])).values()] };
}
