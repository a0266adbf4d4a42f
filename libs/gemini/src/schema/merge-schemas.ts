import { isObject, type JsonObject } from '@gateway/protocol';

type Merge = (one: unknown, other: unknown) => unknown;

const both: Merge = (one, other) => ({ allOf: [one, other] });
const largest: Merge = (one, other) => (Number(other) > Number(one) ? other : one);
const smallest: Merge = (one, other) => (Number(other) < Number(one) ? other : one);
const joined: Merge = (one, other) => [...new Set([...asList(one), ...asList(other)])];

/** The values that both lists allow. Contradictory schemas allow none, which no model can use: then the first list. */
const common: Merge = (one, other) => {
  const others = new Set(asList(other).map((value) => JSON.stringify(value)));
  const shared = asList(one).filter((value) => others.has(JSON.stringify(value)));
  return shared.length === 0 ? one : shared;
};

const properties: Merge = (one, other) => {
  if (!isObject(one) || !isObject(other)) return one;
  const merged = new Map(Object.entries(one));
  for (const [name, schema] of Object.entries(other)) {
    const known = merged.get(name);
    merged.set(name, known === undefined ? schema : both(known, schema));
  }
  // Unlike an assignment this also keeps a property called `__proto__`.
  return Object.fromEntries(merged);
};

const additional: Merge = (one, other) => {
  if (one === false || other === false) return false;
  return isObject(one) && isObject(other) ? both(one, other) : isObject(one) ? one : other;
};

/** How a keyword of several schemas is merged. Without a rule, the first one counts. */
const RULES = new Map<string, Merge>(
  Object.entries({
    properties,
    required: joined,
    type: common,
    enum: common,
    items: both,
    additionalProperties: additional,
    // Strictly, one variant of each list would have to hold; one list of all keeps every variant visible.
    anyOf: joined,
    oneOf: joined,
    minimum: largest,
    exclusiveMinimum: largest,
    minItems: largest,
    minLength: largest,
    maximum: smallest,
    exclusiveMaximum: smallest,
    maxItems: smallest,
    maxLength: smallest,
  }),
);

/** One schema that stands for all of these together, like `allOf`. The first ones have precedence. */
export function mergeSchemas(schemas: readonly JsonObject[]): JsonObject {
  const merged = new Map<string, unknown>();
  for (const schema of schemas) {
    for (const [keyword, value] of Object.entries(schema)) {
      const known = merged.get(keyword);
      const rule = RULES.get(keyword);
      if (known === undefined) merged.set(keyword, value);
      else if (rule !== undefined) merged.set(keyword, rule(known, value));
    }
  }
  return Object.fromEntries(merged);
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}
