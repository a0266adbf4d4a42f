import type { JsonObject } from '@gateway/protocol';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { repairSchema } from './repair-schema.js';

const TEXT = { type: 'string' };

describe('schemas as servers write them', () => {
  it.each<[string, JsonObject, JsonObject]>([
    [
      'a tuple',
      { type: 'array', items: [TEXT, { type: 'number' }] },
      { type: 'array', prefixItems: [TEXT, { type: 'number' }] },
    ],
    ['a closed tuple', { items: [TEXT], additionalItems: false }, { prefixItems: [TEXT], items: false }],
    ['an open tuple', { items: [TEXT], additionalItems: TEXT }, { prefixItems: [TEXT], items: TEXT }],
    ['an exclusive bound', { minimum: 3, exclusiveMinimum: true }, { exclusiveMinimum: 3 }],
    ['an upper exclusive bound', { maximum: 3, exclusiveMaximum: true }, { exclusiveMaximum: 3 }],
    ['a bound that is not exclusive', { minimum: 3, exclusiveMinimum: false }, { minimum: 3 }],
    ['an exclusive bound without a bound', { exclusiveMinimum: true }, {}],
    [
      'required at a property',
      { properties: { a: { type: 'string', required: true }, b: { type: 'string', required: false } } },
      { properties: { a: TEXT, b: TEXT }, required: ['a'] },
    ],
    ['required as a text', { properties: { a: TEXT }, required: 'a' }, { properties: { a: TEXT }, required: ['a'] }],
    ['required twice', { required: ['a', 'a'] }, { required: ['a'] }],
    ['nullable', { type: 'string', nullable: true, enum: ['a'] }, { type: ['string', 'null'], enum: ['a', null] }],
    ['not nullable', { type: 'string', nullable: false }, TEXT],
    [
      'types in capitals',
      { type: 'OBJECT', properties: { a: { type: 'STRING' } } },
      { type: 'object', properties: { a: TEXT } },
    ],
    [
      'types of another language',
      { properties: { a: { type: 'int' }, b: { type: 'any' } } },
      { properties: { a: { type: 'integer' }, b: {} } },
    ],
    ['a list of types', { type: ['string', 'null'] }, { type: ['string', 'null'] }],
    ['a list of one type', { type: ['string'] }, TEXT],
    [
      'keywords that are null',
      { type: 'object', properties: null, required: null, enum: null, anyOf: null, title: null },
      { type: 'object' },
    ],
    ['null as a value', { const: null, default: null }, { const: null, default: null }],
    ['null among the values', { enum: ['a', null, 'a'] }, { enum: ['a', null] }],
    ['empty lists', { enum: [], anyOf: [], oneOf: [] }, {}],
    [
      'schemas that are true',
      { properties: { a: true }, items: true, additionalProperties: true },
      { properties: { a: {} }, items: {}, additionalProperties: true },
    ],
    [
      'a property that is false',
      { properties: { a: false, b: TEXT }, required: ['a', 'b'] },
      { properties: { b: TEXT }, required: ['b'] },
    ],
    ['variants that are boolean', { anyOf: [true, false, TEXT] }, { anyOf: [{}, TEXT] }],
    ['one variant without a list', { allOf: TEXT }, { allOf: [TEXT] }],
    [
      'a property called like a keyword',
      { properties: { required: TEXT, items: TEXT, nullable: TEXT } },
      { properties: { required: TEXT, items: TEXT, nullable: TEXT } },
    ],
    [
      'definitions',
      { definitions: { A: { items: [TEXT] } }, $ref: '#/definitions/A' },
      { definitions: { A: { prefixItems: [TEXT] } }, $ref: '#/definitions/A' },
    ],
  ])('%s', (_, schema, repaired) => {
    expect(repairSchema(schema)).toEqual(repaired);
    expect(repairSchema(repaired)).toEqual(repaired);
  });

  it('keeps a property called __proto__', () => {
    const schema = JSON.parse('{"properties":{"__proto__":{"type":"string"}}}') as JsonObject;
    expect(JSON.stringify(repairSchema(schema))).toBe('{"properties":{"__proto__":{"type":"string"}}}');
  });

  it('is a repaired schema, whatever stands in it', () => {
    const keyword = fc.constantFrom(
      'type',
      'items',
      'properties',
      'required',
      'enum',
      'anyOf',
      'nullable',
      'minimum',
      'exclusiveMinimum',
      'x',
    );
    const { schema } = fc.letrec<{ schema: unknown; value: unknown }>((tie) => ({
      schema: fc.dictionary(keyword, tie('value'), { maxKeys: 4 }),
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, false, 3, 'string', 'a'),
        tie('schema'),
        fc.array(tie('value'), { maxLength: 3 }),
      ),
    }));
    fc.assert(
      fc.property(schema, (given) => {
        const repaired = repairSchema(given as JsonObject);
        expect(repairSchema(repaired)).toEqual(repaired);
      }),
      { numRuns: 300 },
    );
  });
});
