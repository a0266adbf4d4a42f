import type { JsonObject } from '@gateway/protocol';
import { describe, expect, it } from '@jest/globals';
import { isStrictSchema } from './is-strict-schema.js';
import { toParameters } from './to-parameters.js';

describe('toParameters', () => {
  it.each([
    ['nothing', {}, { type: 'object', properties: {} }],
    [
      'no type at the root',
      { properties: { a: { type: 'string' } } },
      { type: 'object', properties: { a: { type: 'string' } } },
    ],
    [
      'an array without items',
      { properties: { a: { type: 'array' } } },
      { type: 'object', properties: { a: { type: 'array', items: {} } } },
    ],
    [
      'a list of types without items',
      { properties: { a: { type: ['array', 'null'] } } },
      { type: 'object', properties: { a: { type: ['array', 'null'], items: {} } } },
    ],
    [
      'an object without properties',
      { properties: { a: { type: 'object' } } },
      { type: 'object', properties: { a: { type: 'object', properties: {} } } },
    ],
    ['dialect and id', { $schema: 's', $id: 'i', properties: {} }, { type: 'object', properties: {} }],
    [
      'properties named like keywords',
      { properties: { items: { type: 'array' }, type: { type: 'string' }, $schema: { type: 'string' } } },
      {
        type: 'object',
        properties: { items: { type: 'array', items: {} }, type: { type: 'string' }, $schema: { type: 'string' } },
      },
    ],
    [
      'definitions',
      { $defs: { A: { type: 'array' } }, properties: { a: { $ref: '#/$defs/A' } } },
      { type: 'object', $defs: { A: { type: 'array', items: {} } }, properties: { a: { $ref: '#/$defs/A' } } },
    ],
  ])('%s', (_, schema, sent) => {
    expect(toParameters(schema)).toEqual(sent);
  });

  it('reads nothing out of a faulty list of required properties', () => {
    const sent = toParameters({ anyOf: [{ required: 'abc', properties: { a: {} } }], required: 5 });
    expect(sent).toMatchObject({ properties: { a: {} }, required: [] });
  });

  it('makes one object of variants at the root, and describes them', () => {
    const variant = (name: string): object => ({
      properties: { [name]: { type: 'string' }, k: {} },
      required: [name, 'k'],
    });
    const sent = toParameters({ anyOf: [variant('a'), variant('b')] });
    expect(sent).toMatchObject({ type: 'object', properties: { a: {}, b: {}, k: {} }, required: ['k'] });
    expect(sent).not.toHaveProperty('anyOf');
    expect(sent.description).toContain('"anyOf"');
  });

  it('requires what all parts of an allOf require', () => {
    expect(toParameters({ allOf: [{ required: ['a'] }, { required: ['b'] }] }).required).toEqual(['a', 'b']);
  });
});

describe('isStrictSchema', () => {
  const closed = {
    type: 'object',
    properties: { a: { type: 'string' } },
    required: ['a'],
    additionalProperties: false,
  };
  it.each([
    ['closed, all required', closed, true],
    ['a keyword that is refused', { ...closed, properties: { a: { type: 'string', default: 'x' } } }, false],
    ['allOf', { ...closed, allOf: [] }, false],
    ['a property of any kind', { ...closed, properties: { a: {} } }, false],
    ['a list of types', { ...closed, properties: { a: { type: ['string', 'null'] } } }, true],
    ['variants at the root', { ...closed, anyOf: [closed] }, false],
    ['open', { ...closed, additionalProperties: true }, false],
    ['optional property', { ...closed, required: [] }, false],
    ['an open object inside', { ...closed, properties: { a: { type: 'object', properties: {} } } }, false],
    ['an open object in a list', { ...closed, properties: { a: { type: 'array', items: { type: 'object' } } } }, false],
  ])('%s', (_, schema, strict) => {
    expect(isStrictSchema(schema)).toBe(strict);
  });
});

describe('roots that are no plain object', () => {
  const $defs = {
    A: { type: 'object', properties: { kind: { const: 'a' }, path: { type: 'string' } }, required: ['kind', 'path'] },
    B: { type: 'object', properties: { kind: { const: 'b' }, url: { type: 'string' } }, required: ['kind', 'url'] },
    Self: { type: 'object', properties: { next: { $ref: '#/$defs/Self' } }, anyOf: [{ $ref: '#/$defs/Self' }] },
    Deep: { $ref: '#/$defs/A' },
  };
  const kinds = { anyOf: [{ const: 'a' }, { const: 'b' }] };
  const refs = ['A', 'B'].map((name) => ({ $ref: `#/$defs/${name}` }));

  it.each<[string, JsonObject, string[], string[]]>([
    ['a reference', { $ref: '#/$defs/A' }, ['kind', 'path'], ['kind', 'path']],
    ['a reference to a reference', { $ref: '#/$defs/Deep' }, ['kind', 'path'], ['kind', 'path']],
    ['oneOf of references', { oneOf: refs }, ['kind', 'path', 'url'], ['kind']],
    ['anyOf of references', { anyOf: refs }, ['kind', 'path', 'url'], ['kind']],
    ['allOf of references', { allOf: refs }, ['kind', 'path', 'url'], ['kind', 'path', 'url']],
    ['a reference that leads back', { $ref: '#/$defs/Self' }, ['next'], []],
    ['variants of variants', { oneOf: [{ anyOf: refs }, { properties: { x: {} } }] }, ['kind', 'path', 'url', 'x'], []],
  ])('%s becomes one object', (_, root, properties, required) => {
    const parameters = toParameters({ ...root, $defs }) as { properties: object; required?: string[] };
    expect(Object.keys(parameters.properties)).toEqual(properties);
    expect(parameters.required ?? []).toEqual(required);
    expect(parameters).toMatchObject({ type: 'object', $defs });
    for (const key of ['$ref', 'oneOf', 'anyOf', 'allOf']) expect(parameters).not.toHaveProperty([key]);
  });

  it('keeps every form of a property', () => {
    expect(toParameters({ oneOf: refs, $defs })).toMatchObject({ properties: { kind: kinds } });
  });

  it('does not grow with the ways that lead to a schema', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        `N${i}`,
        { anyOf: [{ $ref: `#/$defs/N${i + 1}` }, { $ref: `#/$defs/N${i + 1}` }] },
      ]),
    );
    expect(toParameters({ $ref: '#/$defs/N0', $defs: chain })).toMatchObject({ type: 'object' });
  });

  it('writes a tuple also for servers that read items alone', () => {
    const pair = { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }] };
    const { pair: written } = toParameters({ properties: { pair } }).properties as JsonObject;
    expect(written).toEqual({ ...pair, items: { anyOf: pair.prefixItems } });
  });
});
