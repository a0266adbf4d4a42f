import { isObject, type JsonObject } from '@gateway/protocol';
import type { ChangeCode } from '@gateway/provider-kit';
import { isPortablePattern, type PatternEngine } from './is-portable-pattern.js';
import { SCHEMA_LISTS, SCHEMA_MAPS, SCHEMAS } from './schema-keywords.js';

/**
 * A schema whose patterns the server's engine compiles; one that it does not compile would refuse the whole request.
 * Such a `pattern` goes to the end of the description, such an entry of `patternProperties` is left out, and both are
 * noted (contract §6.4). Only schemas are looked at: a property may be called `pattern`.
 */
export function toPortableSchema(schema: JsonObject, engine: PatternEngine, changes: Set<ChangeCode>): JsonObject {
  const portable = (value: unknown): unknown => (isObject(value) ? toPortableSchema(value, engine, changes) : value);
  const result: JsonObject = { ...schema };
  if (typeof result.pattern === 'string' && !isPortablePattern(result.pattern, engine)) {
    const { description } = result;
    result.description = `${typeof description === 'string' ? description : ''} (pattern: ${result.pattern})`.trim();
    delete result.pattern;
    changes.add('schema-constraint-dropped');
  }
  for (const key of SCHEMA_MAPS) {
    const map = result[key];
    if (!isObject(map)) continue;
    const kept = Object.entries(map).filter(([name]) => key !== 'patternProperties' || isPortablePattern(name, engine));
    if (kept.length < Object.keys(map).length) changes.add('schema-constraint-dropped');
    result[key] = Object.fromEntries(kept.map(([name, value]) => [name, portable(value)]));
  }
  for (const key of SCHEMA_LISTS) if (Array.isArray(result[key])) result[key] = result[key].map(portable);
  for (const key of SCHEMAS) if (isObject(result[key])) result[key] = portable(result[key]);
  return result;
}
