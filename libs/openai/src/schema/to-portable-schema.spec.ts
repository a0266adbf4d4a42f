import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@gateway/protocol';
import type { ChangeCode } from '@gateway/provider-kit';
import { isPortablePattern } from './is-portable-pattern.js';
import { toPortableSchema } from './to-portable-schema.js';

describe('isPortablePattern', () => {
  it.each([
    [String.raw`^[\p{L}_-]{1,64}$`, false, false],
    [String.raw`\P{Lu}`, false, false],
    [String.raw`(?<year>\d+)`, false, false],
    [String.raw`\u{1F600}`, false, false],
    [String.raw`\cA`, false, false],
    [String.raw`(?=a)b`, true, false],
    [String.raw`(?!a)b`, true, false],
    [String.raw`(?<=a)b`, true, false],
    [String.raw`(?<!a)b`, true, false],
    [String.raw`(a)\1`, true, false],
    [String.raw`(?:a|b)+\d\u00e9[a-z]`, true, true],
    [String.raw`\\p{2}`, true, true],
    [String.raw`[(?<=]\(\?=`, true, true],
    ['', true, true],
  ])('%s: Python %s, Rust %s', (pattern, python, rust) => {
    expect(isPortablePattern(pattern, 'python')).toBe(python);
    expect(isPortablePattern(pattern, 'rust')).toBe(rust);
  });
});

describe('toPortableSchema', () => {
  const portable = (schema: JsonObject): [JsonObject, ChangeCode[]] => {
    const changes = new Set<ChangeCode>();
    return [toPortableSchema(schema, 'python', changes), [...changes]];
  };

  it('moves a pattern to the end of the description, once', () => {
    const once = portable({ type: 'string', description: 'A name', pattern: '\\p{L}' });
    expect(once).toEqual([{ type: 'string', description: 'A name (pattern: \\p{L})' }, ['schema-constraint-dropped']]);
    expect(portable(once[0])).toEqual([once[0], []]);
  });

  it('finds schemas wherever they stand, and takes no property for a keyword', () => {
    const [schema] = portable({
      properties: {
        pattern: { type: 'string', pattern: '\\p{L}' },
        list: { items: { anyOf: [{ pattern: '\\cA' }] } },
      },
      $defs: { a: { pattern: 'a' } },
      additionalProperties: { pattern: '\\p{N}' },
    });
    expect(schema).toEqual({
      properties: {
        pattern: { type: 'string', description: '(pattern: \\p{L})' },
        list: { items: { anyOf: [{ description: '(pattern: \\cA)' }] } },
      },
      $defs: { a: { pattern: 'a' } },
      additionalProperties: { description: '(pattern: \\p{N})' },
    });
  });

  it('leaves out patterns of property names', () => {
    expect(portable({ patternProperties: { '^\\p{L}': {}, '^a': { pattern: '\\p{L}' } } })).toEqual([
      { patternProperties: { '^a': { description: '(pattern: \\p{L})' } } },
      ['schema-constraint-dropped'],
    ]);
  });

  it('leaves everything else as it is, also what is no schema', () => {
    const schema = { enum: [{ pattern: '\\p{L}' }], pattern: 5, items: [], properties: { a: true }, default: null };
    expect(portable(schema)).toEqual([schema, []]);
  });
});
