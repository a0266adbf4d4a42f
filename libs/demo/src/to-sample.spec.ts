import { describe, expect, it } from '@jest/globals';
import { toSample } from './to-sample.js';

const string = { type: 'string' };

describe('toSample', () => {
  it.each([
    { what: 'an unknown schema', schema: {}, sample: {} },
    { what: 'text', schema: string, sample: 'demo' },
    { what: 'a first value of an enum', schema: { enum: ['b', 'a'] }, sample: 'b' },
    { what: 'a default', schema: { type: 'number', default: 5 }, sample: 5 },
    { what: 'a constant', schema: { const: null }, sample: null },
    { what: 'an example', schema: { type: 'string', examples: ['x'] }, sample: 'x' },
    { what: 'a number in its range', schema: { type: 'integer', exclusiveMinimum: 0 }, sample: 1 },
    { what: 'a number under its limit', schema: { type: 'number', maximum: 0.5 }, sample: 0.5 },
    { what: 'a text of a format', schema: { type: 'string', format: 'uri' }, sample: 'https://example.com/' },
    { what: 'a text of some length', schema: { type: 'string', minLength: 6 }, sample: 'demo..' },
    { what: 'the shortest list', schema: { type: 'array', items: string, minItems: 2 }, sample: ['demo', 'demo'] },
    { what: 'the first variant', schema: { anyOf: [{ type: 'boolean' }, string] }, sample: false },
    { what: 'the first of several types', schema: { type: ['integer', 'null'] }, sample: 1 },
    {
      what: 'required properties only, by their names',
      schema: {
        type: 'object',
        properties: { file_path: string, command: string, note: string },
        required: ['file_path', 'command'],
      },
      sample: { file_path: 'README.md', command: 'echo "hello from the demo"' },
    },
    {
      what: 'a reference',
      schema: { type: 'object', properties: { a: { $ref: '#/$defs/a' } }, required: ['a'], $defs: { a: string } },
      sample: { a: 'demo' },
    },
  ])('makes $what', ({ schema, sample }) => {
    expect(toSample(schema)).toEqual(sample);
  });

  it('comes to an end with a schema that contains itself many times', () => {
    const self = { $ref: '#' };
    const sample = toSample({ type: 'object', properties: { a: self, b: self, c: self }, required: ['a', 'b', 'c'] });
    expect(JSON.stringify(sample).length).toBeLessThan(5000);
  });
});
