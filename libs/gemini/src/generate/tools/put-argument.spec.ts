import { describe, expect, it } from '@jest/globals';
import type { GeminiPartialArgument } from '../generate.types.js';
import { putArgument } from './put-argument.js';

function put(...pieces: GeminiPartialArgument[]): string {
  const root: Record<string, unknown> = {};
  for (const piece of pieces) putArgument(root, piece);
  return JSON.stringify(root);
}

describe('putArgument', () => {
  it.each<[string, GeminiPartialArgument[], string]>([
    [
      'a text in pieces',
      [
        { jsonPath: '$.a', stringValue: 'x' },
        { jsonPath: '$.a', stringValue: 'y' },
        { jsonPath: '$.a', stringValue: '' },
      ],
      '{"a":"xy"}',
    ],
    [
      'numbers and truths',
      [
        { jsonPath: '$.n', numberValue: 0 },
        { jsonPath: '$.b', boolValue: false },
        { jsonPath: '$.z', nullValue: 'NULL_VALUE' },
      ],
      '{"n":0,"b":false,"z":null}',
    ],
    [
      'what is nested',
      [
        { jsonPath: '$.a.b[1].c', stringValue: 'x' },
        { jsonPath: '$.a.b[0]', numberValue: 1 },
      ],
      '{"a":{"b":[1,{"c":"x"}]}}',
    ],
    ['quoted names', [{ jsonPath: `$['a.b']["c d"]`, stringValue: 'x' }], '{"a.b":{"c d":"x"}}'],
    [
      'names of other meaning',
      [{ jsonPath: '$.__proto__.polluted', stringValue: 'x' }],
      '{"__proto__":{"polluted":"x"}}',
    ],
    ['no path', [{ stringValue: 'x' }], '{}'],
    ['an absurd index', [{ jsonPath: '$.a[4000000000]', numberValue: 1 }], '{"a":[]}'],
  ])('puts %s in place', (_, pieces, expected) => {
    expect(put(...pieces)).toBe(expected);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each(['$.of.__proto__.polluted', '$.of.constructor.prototype.polluted', '$.__proto__.polluted'])(
    'changes no prototype by %s',
    (jsonPath) => {
      const root: Record<string, unknown> = { of: {} };
      putArgument(root, { jsonPath, stringValue: 'x' });
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      expect(JSON.stringify(root)).toContain('"polluted":"x"');
    },
  );

  it.each(['$.list.length', '$.list.map', '$.list.__proto__'])('leaves a list as it is by %s', (jsonPath) => {
    const root: Record<string, unknown> = { list: [1] };
    putArgument(root, { jsonPath, stringValue: 'x' });
    expect(root).toEqual({ list: [1] });
    expect(Object.getPrototypeOf(root.list)).toBe(Array.prototype);
  });
});
