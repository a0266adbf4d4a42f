import { isObject, type JsonObject } from '@gateway/protocol';
import { resolveReference } from '@gateway/provider-kit';

/** Lists of variants, which OpenAI refuses at the root of a function's parameters ("Invalid schema for function"). */
const VARIANTS = ['anyOf', 'oneOf', 'allOf'] as const;
const FORBIDDEN = [...VARIANTS, 'enum', 'not'] as const;

/** Schemas that are looked at: references can make much of little. */
const MAX_PARTS = 2000;

/**
 * A schema without a reference and without variants at its root: one object that admits all of them. What this loses is
 * told in the description.
 */
export function flattenRoot(schema: JsonObject): { readonly schema: JsonObject; readonly isLossy: boolean } {
  if (typeof schema.$ref !== 'string' && forbiddenOf(schema).length === 0) return { schema, isLossy: false };
  const { whole, properties, required } = new SchemaFlattener(schema).flatten(schema, []);
  const forbidden = forbiddenOf(whole);
  const { $ref: _, ...open } = Object.fromEntries(
    Object.entries(whole).filter(([key]) => !forbidden.some((each) => each === key)),
  );
  const isLossy = forbidden.length > 0;
  const given = JSON.stringify(Object.fromEntries(forbidden.map((key) => [key, whole[key]])));
  const description = [open.description, isLossy ? `The input must also satisfy: ${given}` : '']
    .filter(Boolean)
    .join(' ');
  const flat: JsonObject = {
    ...open,
    type: 'object',
    properties: Object.fromEntries([...properties].map(([name, forms]) => [name, oneOf([...forms.values()])])),
    ...(isLossy || required.size > 0 || open.required !== undefined ? { required: [...required] } : {}),
    ...(description === '' ? {} : { description }),
  };
  return { schema: flat, isLossy };
}

interface FlatSchema {
  /** The schema with what its reference says. */
  readonly whole: JsonObject;
  /** The forms of each property, by their JSON text: a property that several variants have may be as any of them says. */
  readonly properties: Map<string, Map<string, unknown>>;
  /** The names that it demands whatever variant holds. */
  readonly required: ReadonlySet<string>;
}

class SchemaFlattener {
  private parts = 0;

  constructor(private readonly root: JsonObject) {}

  /** @param outer the schemas that this one is a part of: one that leads back to them adds nothing */
  flatten(schema: JsonObject, outer: readonly JsonObject[]): FlatSchema {
    const inside = [...outer, schema];
    const flattenAll = (parts: readonly JsonObject[]): FlatSchema[] =>
      parts.flatMap((part) => (inside.includes(part) || ++this.parts > MAX_PARTS ? [] : [this.flatten(part, inside)]));
    const target = typeof schema.$ref === 'string' ? resolveReference(this.root, schema.$ref) : undefined;
    const referred = flattenAll(target === undefined ? [] : [target]);
    const variants = VARIANTS.map((key) => [key, flattenAll(schemasOf(schema[key]))] as const);
    const properties: FlatSchema['properties'] = new Map();
    for (const part of [...referred, ...variants.flatMap(([, parts]) => parts)]) addForms(properties, part.properties);
    const own = isObject(schema.properties) ? Object.entries(schema.properties) : [];
    for (const [name, value] of own) properties.set(name, new Map([[JSON.stringify(value), value]]));
    const required = new Set([...namesOf(schema.required), ...referred.flatMap((part) => [...part.required])]);
    for (const [key, parts] of variants) {
      const sets = parts.map((part) => part.required);
      const [first = new Set<string>(), ...others] = sets;
      const names = key === 'allOf' ? sets.flatMap((set) => [...set]) : [...first];
      for (const name of names) if (key === 'allOf' || others.every((set) => set.has(name))) required.add(name);
    }
    return { whole: { ...referred[0]?.whole, ...schema }, properties, required };
  }
}

function addForms(properties: FlatSchema['properties'], added: FlatSchema['properties']): void {
  for (const [name, forms] of added) {
    const known = properties.get(name) ?? new Map<string, unknown>();
    for (const [json, form] of forms) known.set(json, form);
    properties.set(name, known);
  }
}

function oneOf(forms: readonly unknown[]): unknown {
  return forms.length === 1 ? forms[0] : { anyOf: forms };
}

function forbiddenOf(schema: JsonObject): (typeof FORBIDDEN)[number][] {
  return FORBIDDEN.filter((key) => schema[key] !== undefined);
}

function schemasOf(list: unknown): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function namesOf(required: unknown): string[] {
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
}
