import { isObject, type JsonObject, ownValue } from '@gateway/protocol';
import { cleanKeywords } from './clean-keywords.js';
import { mergeSchemas } from './merge-schemas.js';
import { SchemaDefinitions } from './schema-definitions.js';
import { schemasOf } from './schema-keywords.js';

/** The maximum of schemas written, and of their nesting: inlined references can make a small schema very large. */
const MAX_SCHEMAS = 20_000;
const MAX_DEPTH = 200;

export interface CleanSchema {
  readonly schema: JsonObject;
  /** A constraint was lost; at most it is in a description now. */
  readonly lossy: boolean;
}

/**
 * A JSON Schema with only the keywords that Gemini documents (`responseJsonSchema` in Google's API reference).
 * References stay where they may, in `#/$defs/`, or are all inlined for surfaces that do not support them.
 */
export function cleanSchema(schema: JsonObject, references: 'kept' | 'inlined'): CleanSchema {
  return new SchemaCleaner(schema, references === 'kept').clean();
}

/** The position of a schema. */
interface Place {
  /** The schemas around it, each with whether an optional property lies between. */
  readonly inside: ReadonlyMap<JsonObject, boolean>;
  readonly depth: number;
}

class SchemaCleaner {
  private readonly definitions: SchemaDefinitions;
  private written = 0;
  private lossy = false;

  constructor(
    private readonly root: JsonObject,
    private readonly keepsReferences: boolean,
  ) {
    this.definitions = new SchemaDefinitions(root);
  }

  clean(): CleanSchema {
    const schema = this.inline(this.root, { inside: new Map([[this.root, false]]), depth: 0 });
    const $defs = this.definitions.all();
    return { schema: $defs === undefined ? schema : { ...schema, $defs }, lossy: this.lossy };
  }

  private any(schema: unknown, place: Place): JsonObject {
    if (!isObject(schema)) return {};
    if (++this.written > MAX_SCHEMAS || place.depth > MAX_DEPTH) return this.lose({ type: 'object' });
    return typeof schema.$ref === 'string' ? this.reference(schema, schema.$ref, place) : this.inline(schema, place);
  }

  /**
   * No other keyword may be beside a reference that stays, and a reference that leads back may only stay inside an
   * optional property (Google's API reference, `responseJsonSchema`).
   */
  private reference(schema: JsonObject, ref: string, place: Place): JsonObject {
    const target = this.definitions.resolve(ref);
    if (target === undefined) return this.inline(schema, place);
    const optional = place.inside.get(target);
    if (!this.keepsReferences)
      return optional === undefined ? this.inline(schema, place) : this.lose({ type: 'object' });
    const alone = Object.keys(schema).every((keyword) => keyword.startsWith('$'));
    if (!alone && !this.definitions.isCyclic(target)) return this.inline(schema, place);
    if (optional === false) return this.lose({ type: 'object' });
    if (!alone) this.definitions.note(target, schema.description);
    const name = this.definitions.define(ref, target, () => this.inline(target, descend(place, target)));
    return { $ref: `#/$defs/${name}` };
  }

  /** A schema with all references and compositions written out in place. */
  private inline(schema: JsonObject, place: Place): JsonObject {
    const parts: JsonObject[] = [];
    let { inside } = place;
    const collect = ({ $ref, allOf, ...own }: JsonObject, depth: number): void => {
      parts.push(own);
      if (depth > MAX_DEPTH) return;
      const target = typeof $ref === 'string' ? this.definitions.resolve($ref) : undefined;
      if ($ref !== undefined && target === undefined) this.lossy = true;
      if (target !== undefined && !inside.has(target)) {
        inside = new Map(inside).set(target, false);
        collect(target, depth + 1);
      }
      for (const part of schemasOf(allOf)) collect(part, depth + 1);
    };
    collect(schema, place.depth);
    return this.plain(parts.length === 1 ? (parts[0] ?? {}) : mergeSchemas(parts), { ...place, inside });
  }

  /** A schema without `$ref` and `allOf`. */
  private plain(schema: JsonObject, place: Place): JsonObject {
    const { keywords, lossy } = cleanKeywords(schema);
    this.lossy ||= lossy;
    const deeper = { ...place, depth: place.depth + 1 };
    const clean: JsonObject = { ...keywords, ...this.properties(schema, deeper) };
    // Before 2020 a list of items meant what `prefixItems` means now.
    const tuple = schemasOf(schema.prefixItems ?? schema.items);
    if (schema.items === false) this.lossy = true;
    if (isObject(schema.items)) clean.items = this.any(schema.items, deeper);
    if (tuple.length > 0) clean.prefixItems = tuple.map((item) => this.any(item, deeper));
    for (const keyword of ['anyOf', 'oneOf'] as const) {
      const given = schemasOf(schema[keyword]);
      const some = given
        .map((variant) => this.any(variant, deeper))
        .filter((variant) => Object.keys(variant).length > 0);
      // A list of required names alone, for example: nothing of such a variant can be said.
      if (some.length < given.length) this.lossy = true;
      if (some.length > 0) clean[keyword] = some;
    }
    const { additionalProperties: rest } = schema;
    if (typeof rest === 'boolean') clean.additionalProperties = rest;
    else if (isObject(rest)) clean.additionalProperties = this.any(rest, deeper);
    return clean;
  }

  /** What stands in place of a schema that cannot be written. */
  private lose(instead: JsonObject): JsonObject {
    this.lossy = true;
    return instead;
  }

  private properties({ properties, required }: JsonObject, place: Place): JsonObject {
    const demanded = new Set(Array.isArray(required) ? (required as unknown[]) : []);
    const names = isObject(properties) ? Object.keys(properties) : [];
    if ([...demanded].some((name) => !isObject(properties) || !Object.hasOwn(properties, String(name))))
      this.lossy = true;
    if (!isObject(properties) || names.length === 0) return {};
    const optional = beyond(place);
    const cleaned = names.map((name) => [
      name,
      this.any(ownValue(properties, name), demanded.has(name) ? place : optional),
    ]);
    const kept = names.filter((name) => demanded.has(name));
    return {
      properties: Object.fromEntries(cleaned) as JsonObject,
      ...(kept.length > 0 ? { required: kept } : {}),
    };
  }
}

function descend({ inside, depth }: Place, schema: JsonObject): Place {
  return { inside: new Map(inside).set(schema, false), depth: depth + 1 };
}

/** The same position, inside an optional property. */
function beyond({ inside, depth }: Place): Place {
  return { inside: new Map([...inside.keys()].map((schema) => [schema, true])), depth };
}
