import { describe, expect, it } from '@jest/globals';
import { isObject, type JsonObject } from '@gateway/protocol';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cleanSchema } from './clean-schema.js';
import { LOST_CONSTRAINTS, subschemas } from './schema-keywords.js';
import { toOpenApiSchema } from './to-openapi-schema.js';

/** The keywords that Google documents for `responseJsonSchema`, and its own `propertyOrdering`. */
const DOCUMENTED = new Set(
  (
    '$defs $ref $anchor $id type format title description enum items prefixItems minItems maxItems minimum maximum ' +
    'anyOf oneOf properties additionalProperties required propertyOrdering'
  ).split(' '),
);

const OPENAPI = new Set(
  (
    'type format title description nullable enum items minItems maxItems minimum maximum anyOf properties required ' +
    'propertyOrdering'
  ).split(' '),
);

const clean = (schema: JsonObject): JsonObject => cleanSchema(schema, 'kept').schema;
const openApi = (schema: JsonObject): JsonObject => toOpenApiSchema(cleanSchema(schema, 'inlined').schema);

/** Every schema of a document, `$defs` included. */
function* everySchema(schema: JsonObject): Generator<JsonObject> {
  yield schema;
  const defs = isObject(schema.$defs) ? Object.values(schema.$defs).filter(isObject) : [];
  for (const inner of [...subschemas(schema), ...defs]) yield* everySchema(inner);
}

/** The names of all properties that can be reached from a schema, through references too. */
function propertyNames(root: JsonObject): Set<string> {
  const names = new Set<string>();
  const seen = new Set<unknown>();
  const open: JsonObject[] = [root];
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    if (seen.has(schema)) continue;
    seen.add(schema);
    if (isObject(schema.properties)) Object.keys(schema.properties).forEach((name) => names.add(name));
    open.push(...subschemas(schema));
    const ref = typeof schema.$ref === 'string' ? /^#\/(\$defs|definitions)\/(\w+)$/.exec(schema.$ref) : null;
    const target = ref === null ? undefined : (root[ref[1]!] as JsonObject | undefined)?.[ref[2]!];
    if (isObject(target)) open.push(target);
  }
  return names;
}

function foreignKeywords(schema: JsonObject, known: ReadonlySet<string>): string[] {
  return [...everySchema(schema)].flatMap((one) => Object.keys(one)).filter((keyword) => !known.has(keyword));
}

/** References that lead nowhere, and references that something stands beside. */
function badReferences(root: JsonObject): unknown[] {
  return [...everySchema(root)].filter(({ $ref, ...beside }) => {
    if ($ref === undefined) return false;
    const name = /^#\/\$defs\/(.+)$/.exec($ref as string)?.[1] ?? '';
    return Object.keys(beside).length > 0 || !Object.hasOwn(root.$defs ?? {}, name);
  });
}

const nested = (depth: number): JsonObject =>
  depth === 0 ? { type: 'string' } : { type: 'object', properties: { [`level${depth}`]: nested(depth - 1) } };

const tree: JsonObject = {
  type: 'object',
  properties: { root: { $ref: '#/definitions/Node' } },
  required: ['root'],
  definitions: {
    Node: {
      type: 'object',
      properties: {
        value: { type: 'string' },
        left: { $ref: '#/definitions/Node' },
        children: { type: 'array', items: { $ref: '#/definitions/Node' } },
        must: { $ref: '#/definitions/Node' },
      },
      required: ['must'],
    },
  },
};

const hostile = {
  'a recursive tree': tree,
  'definitions that need each other': {
    type: 'object',
    properties: { a: { $ref: '#/$defs/A' } },
    $defs: {
      A: { type: 'object', properties: { b: { $ref: '#/$defs/B' }, inA: {} }, required: ['b'] },
      B: { type: 'object', properties: { a: { $ref: '#/$defs/A', description: 'back' }, inB: {} }, required: ['a'] },
    },
  },
  'a tree of allOf': {
    allOf: [
      { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
      {
        allOf: [
          { properties: { b: { type: 'number' }, shared: { type: 'string', minLength: 2 } } },
          { allOf: [{ $ref: '#/$defs/C' }, { properties: { shared: { description: 'both' }, d: {} } }] },
        ],
      },
    ],
    $defs: { C: { type: 'object', properties: { c: { type: 'boolean' } }, required: ['c'] } },
  },
  'an allOf that contains itself': {
    type: 'object',
    properties: { x: { $ref: '#/$defs/Loop' } },
    $defs: { Loop: { allOf: [{ $ref: '#/$defs/Loop' }, { type: 'object', properties: { inLoop: {} } }] } },
  },
  'thirty levels': nested(30),
  'properties called like keywords': {
    type: 'object',
    properties: {
      $ref: { type: 'string' },
      $defs: { type: 'string' },
      format: { type: 'string', pattern: 'x' },
      default: { type: 'boolean' },
      properties: { type: 'object', properties: { type: { type: 'string' }, not: { const: 1 } }, required: ['type'] },
      required: { type: 'array', items: { type: 'string' } },
      const: { enum: ['a'] },
      allOf: { type: 'object', properties: { anyOf: {} } },
      ['__proto__']: { type: 'string' },
      constructor: { type: 'string' },
    },
    required: ['$ref', 'constructor'],
  },
  'a reference to the root': { type: 'object', properties: { again: { $ref: '#' }, next: { $ref: '#', title: 't' } } },
  'a reference into the middle': {
    type: 'object',
    properties: {
      first: { type: 'object', properties: { 'a/b': { type: 'string' } } },
      second: { $ref: '#/properties/first' },
    },
  },
  'a reference that leads nowhere': {
    type: 'object',
    properties: {
      lost: { $ref: 'https://example.com/schema.json#/x' },
      gone: { $ref: '#/$defs/Nobody', type: 'string' },
    },
  },
  'variants at the root': {
    anyOf: [
      { type: 'object', properties: { one: { type: 'string' } }, required: ['one'] },
      { type: 'object', properties: { two: { type: ['integer', 'null'] } }, required: ['two'] },
    ],
  },
  'every removed keyword': {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $comment: 'c',
    type: 'object',
    properties: {
      all: {
        type: 'string',
        not: {},
        if: {},
        then: {},
        else: {},
        pattern: '^a',
        minLength: 1,
        maxLength: 2,
        examples: ['x'],
        contentEncoding: 'base64',
        contentMediaType: 'x/y',
        deprecated: true,
        readOnly: true,
        writeOnly: true,
        'x-own': 1,
        default: 'a',
      },
      list: { type: 'array', uniqueItems: true, contains: {}, minContains: 1, maxContains: 2, unevaluatedItems: false },
      number: { type: 'number', multipleOf: 2 },
      map: {
        type: 'object',
        patternProperties: {},
        propertyNames: {},
        dependentRequired: {},
        dependentSchemas: {},
        dependencies: {},
        minProperties: 1,
        maxProperties: 2,
        unevaluatedProperties: false,
        additionalProperties: { type: 'string', const: 'v' },
      },
    },
  },
};

describe('cleanSchema', () => {
  it.each(Object.entries(hostile))('leaves only documented keywords of %s, and loses no property', (_, schema) => {
    const cleaned = clean(schema);
    expect(foreignKeywords(cleaned, DOCUMENTED)).toEqual([]);
    expect(badReferences(cleaned)).toEqual([]);
    expect(propertyNames(cleaned)).toEqual(propertyNames(schema));
  });

  it.each(Object.entries(hostile))('writes %s in the OpenAPI form', (_, schema) => {
    const cleaned = openApi(schema);
    expect(foreignKeywords(cleaned, OPENAPI)).toEqual([]);
    expect(propertyNames(cleaned)).toEqual(propertyNames(schema));
    for (const { type, anyOf, ...beside } of everySchema(cleaned)) {
      if (anyOf === undefined) expect(type).toMatch(/^[A-Z]+$/);
      else expect(Object.keys(beside)).toEqual([]);
    }
  });

  const property = (schema: JsonObject): unknown =>
    (clean({ type: 'object', properties: { p: schema } }).properties as JsonObject).p;

  it.each<[string, JsonObject, JsonObject]>([
    ['a constant text', { const: 'v' }, { enum: ['v'], type: 'string' }],
    ['a constant number', { const: 3 }, { enum: [3], type: 'number' }],
    ['a constant truth', { const: true }, { type: 'boolean', description: '(always: true)' }],
    ['a constant nothing', { const: null }, { type: 'null' }],
    [
      'an exclusive bound of whole numbers',
      { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 10 },
      { type: 'integer', minimum: 1, maximum: 9 },
    ],
    [
      'an exclusive bound between whole numbers',
      { type: 'integer', exclusiveMinimum: 0.5 },
      { type: 'integer', minimum: 1 },
    ],
    [
      'an exclusive bound of numbers',
      { type: 'number', exclusiveMinimum: 0 },
      { type: 'number', minimum: 0, description: '(exclusive minimum: 0)' },
    ],
    [
      'the exclusive bound of draft 4',
      { type: 'integer', minimum: 5, exclusiveMinimum: true },
      { type: 'integer', minimum: 6 },
    ],
    [
      'the tighter of two bounds',
      { type: 'integer', minimum: 5, exclusiveMinimum: 2 },
      { type: 'integer', minimum: 5 },
    ],
    ['several types', { type: ['string', 'null'] }, { type: ['string', 'null'] }],
    ["OpenAPI's null", { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    ['types in capitals', { type: 'STRING' }, { type: 'string' }],
    ['a type that is none', { type: 'any' }, {}],
    ['numbers listed as text', { type: 'string', enum: [1, 'a', true] }, { type: 'string', enum: ['1', 'a', 'true'] }],
    ['an empty list of values', { type: 'string', enum: [] }, { type: 'string' }],
    ['both truths listed', { enum: [true, false] }, { type: 'boolean' }],
    ['null among the values', { enum: ['a', null] }, { type: ['string', 'null'], enum: ['a'] }],
    [
      'objects among the values',
      { enum: [{ a: 1 }, 'b'] },
      { type: ['object', 'string'], description: '(one of: {"a":1}, b)' },
    ],
    [
      'constraints, in words',
      { type: 'string', description: 'A path.', pattern: '^/', maxLength: 9, default: '/' },
      { type: 'string', description: 'A path. (pattern: ^/, max length: 9, default: "/")' },
    ],
    [
      'a required name that is no property',
      { type: 'object', properties: { a: {} }, required: ['a', 'ghost'] },
      { type: 'object', properties: { a: {} }, required: ['a'] },
    ],
    ['required names without properties', { type: 'object', properties: {}, required: ['ghost'] }, { type: 'object' }],
    ['properties without a type', { properties: { a: {} } }, { type: 'object', properties: { a: {} } }],
    [
      'the old form of tuples',
      { items: [{ type: 'string' }, {}] },
      { type: 'array', prefixItems: [{ type: 'string' }, {}] },
    ],
    ['variants that allow anything', { type: 'object', anyOf: [{ required: ['a'] }, { not: {} }] }, { type: 'object' }],
    ['a format', { type: 'string', format: 'uri' }, { type: 'string', format: 'uri' }],
    [
      'a schema that is true',
      { additionalProperties: true, type: 'object' },
      { additionalProperties: true, type: 'object' },
    ],
  ])('puts %s into documented words', (_, schema, expected) => {
    expect(property(schema)).toEqual(expected);
  });

  it('keeps keywords beside an acyclic reference by writing it out', () => {
    const schema = {
      type: 'object',
      properties: { p: { $ref: '#/definitions/P', description: 'mine' } },
      definitions: { P: { type: 'string', description: 'its' } },
    };
    expect(clean(schema)).toEqual({ type: 'object', properties: { p: { type: 'string', description: 'mine' } } });
  });

  it('moves keywords beside a cyclic reference to its target', () => {
    const schema: JsonObject = {
      type: 'object',
      properties: { p: { $ref: '#/$defs/N', description: 'the top' } },
      $defs: { N: { type: 'object', description: 'A node.', properties: { next: { $ref: '#/$defs/N' } } } },
    };
    expect(clean(schema)).toEqual({
      type: 'object',
      properties: { p: { $ref: '#/$defs/N' } },
      $defs: { N: { type: 'object', description: 'A node. the top', properties: { next: { $ref: '#/$defs/N' } } } },
    });
  });

  it('lets a reference lead back only from inside an optional property', () => {
    const { $defs } = clean(tree) as { $defs: { Node: { properties: JsonObject } } };
    expect($defs.Node.properties).toMatchObject({
      left: { $ref: '#/$defs/Node' },
      children: { items: { $ref: '#/$defs/Node' } },
      must: { type: 'object' },
    });
  });

  it('merges what allOf demands together', () => {
    const schema: JsonObject = {
      allOf: [
        { type: 'object', properties: { n: { type: ['integer', 'string'], minimum: 1 } }, required: ['n'] },
        { properties: { n: { type: 'integer', minimum: 3, maximum: 9 } }, additionalProperties: false },
      ],
    };
    expect(clean(schema)).toEqual({
      type: 'object',
      properties: { n: { type: 'integer', minimum: 3, maximum: 9 } },
      required: ['n'],
      additionalProperties: false,
    });
  });

  it('does not explode where little stands for very much', () => {
    const $defs: JsonObject = { d0: { type: 'string' } };
    for (let i = 1; i <= 40; i++) {
      const half = { $ref: `#/$defs/d${i - 1}`, description: 'half' };
      $defs[`d${i}`] = { type: 'object', properties: { a: half, b: half } };
    }
    const { schema, lossy } = cleanSchema(
      { type: 'object', properties: { all: { $ref: '#/$defs/d40', title: 't' } }, $defs },
      'kept',
    );
    expect(JSON.stringify(schema).length).toBeLessThan(5_000_000);
    expect(lossy).toBe(true);
  });

  it('survives nesting that no stack could follow', () => {
    let schema: JsonObject = { type: 'string' };
    for (let i = 0; i < 20_000; i++) schema = { type: 'array', items: schema };
    expect(cleanSchema(schema, 'kept').lossy).toBe(true);
    expect(() => openApi(schema)).not.toThrow();
  });

  it.each<[string, JsonObject, boolean]>([
    ['a pattern', { type: 'string', pattern: 'x' }, true],
    ['a reference that leads nowhere', { $ref: '#/nowhere' }, true],
    ['nothing of weight', { $schema: 's', type: 'string', const: 'a', examples: ['a'] }, false],
  ])('reports whether a constraint was lost: %s', (_, schema, lossy) => {
    expect(cleanSchema(schema, 'kept').lossy).toBe(lossy);
  });
});

describe('toOpenApiSchema', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['a nullable text', { type: ['string', 'null'] }, { type: 'STRING', nullable: true }],
    [
      'a variant or null',
      { anyOf: [{ type: 'string' }, { type: 'null' }], description: 'd' },
      { type: 'STRING', nullable: true, description: 'd' },
    ],
    [
      'several types',
      { type: ['string', 'integer'], description: 'd' },
      {
        anyOf: [
          { type: 'STRING', description: 'd' },
          { type: 'INTEGER', description: 'd' },
        ],
      },
    ],
    [
      'oneOf',
      { oneOf: [{ type: 'string' }, { type: 'boolean' }], description: 'd' },
      { anyOf: [{ type: 'STRING', description: 'd' }, { type: 'BOOLEAN' }] },
    ],
    ['a list of anything', { type: 'array' }, { type: 'ARRAY', items: { type: 'STRING' } }],
    ['a listed number', { type: 'integer', enum: [1, 2] }, { type: 'INTEGER', description: '(one of: 1, 2)' }],
    [
      'a format of strings it does not take',
      { type: 'string', format: 'uri' },
      { type: 'STRING', description: '(format: uri)' },
    ],
    ['a format of numbers', { type: 'integer', format: 'int64' }, { type: 'INTEGER', format: 'int64' }],
    ['a map', { type: 'object', additionalProperties: { type: 'string' } }, { type: 'OBJECT' }],
  ])('writes %s', (_, schema, expected) => {
    expect(openApi(schema)).toEqual(expected);
  });

  it('closes a cycle with an object', () => {
    const { properties } = openApi(tree) as { properties: { root: { properties: JsonObject } } };
    expect(properties.root.properties).toMatchObject({ value: { type: 'STRING' }, left: { type: 'OBJECT' } });
  });
});

const CAPTURES = new URL('../../../../../shared/captures/', import.meta.url);
const captured = existsSync(CAPTURES) ? readdirSync(CAPTURES).filter((name) => name.endsWith('.json')) : [];

(captured.length > 0 ? describe : describe.skip)("Claude Code's own tools (needs ../shared/captures)", () => {
  const tools = captured.flatMap((name) => {
    const { body } = JSON.parse(readFileSync(new URL(name, CAPTURES), 'utf8')) as {
      body?: { tools?: { name: string; input_schema?: JsonObject }[] };
    };
    return (body?.tools ?? []).flatMap((tool) =>
      tool.input_schema === undefined ? [] : [[`${tool.name} in ${name}`, tool.input_schema] as const],
    );
  });

  it('has some', () => expect(tools.length).toBeGreaterThan(10));

  it.each(tools)('%s', (_, schema) => {
    expect(foreignKeywords(clean(schema), DOCUMENTED)).toEqual([]);
    expect(propertyNames(clean(schema))).toEqual(propertyNames(schema));
    expect(propertyNames(openApi(schema))).toEqual(propertyNames(schema));
  });
});

describe('a lost constraint', () => {
  const text = { type: 'string' };
  const ab = { type: 'object', properties: { a: text, b: text } };
  it.each<[string, JsonObject]>([
    ['anyOf of required lists', { ...ab, anyOf: [{ required: ['a'] }, { required: ['b'] }] }],
    ['oneOf of required lists', { ...ab, oneOf: [{ required: ['a'] }, { required: ['b'] }] }],
    ['required that names no property', { ...ab, required: ['c'] }],
    ['a closed tuple', { type: 'array', prefixItems: [text], items: false }],
    ['an exclusive bound of numbers', { type: 'number', exclusiveMinimum: 0 }],
    ['a boolean constant', { const: true }],
    ['values of several types', { enum: ['a', { b: 1 }] }],
    [
      'a reference that leads back at once',
      { $defs: { A: { properties: { a: { $ref: '#/$defs/A' } }, required: ['a'] } }, $ref: '#/$defs/A' },
    ],
    ['a reference to nothing', { properties: { a: { $ref: '#/$defs/A' } } }],
    ...LOST_CONSTRAINTS.map((keyword): [string, JsonObject] => [keyword, { ...ab, [keyword]: 1 }]),
  ])('is reported: %s', (_, schema) => {
    expect(cleanSchema(schema, 'kept').lossy).toBe(true);
    expect(cleanSchema({ type: 'object', properties: { inner: schema } }, 'inlined').lossy).toBe(true);
  });

  it.each<[string, JsonObject]>([
    [
      'annotations',
      { ...ab, title: 't', description: 'd', default: {}, examples: [1], deprecated: true, $comment: 'c' },
    ],
    ['an open tuple', { type: 'array', prefixItems: [text] }],
    ['required names', { ...ab, required: ['a'] }],
    ['a constant text', { const: 'a' }],
    ['an exclusive bound of whole numbers', { type: 'integer', exclusiveMinimum: 0 }],
  ])('is none: %s', (_, schema) => {
    expect(cleanSchema(schema, 'kept').lossy).toBe(false);
  });
});
