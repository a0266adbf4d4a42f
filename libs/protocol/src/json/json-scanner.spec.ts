import { describe, expect, it } from '@jest/globals';
import { elementsOf, findRoot, findValue, membersOf, type Span } from './json-scanner.js';

function cut(json: Buffer, { start, end }: Span): string {
  return json.toString('utf8', start, end);
}

describe('membersOf', () => {
  it.each([
    { what: 'nothing', json: '{}', members: [] },
    { what: 'nothing, with space', json: '{ \n }', members: [] },
    { what: 'scalars', json: '{"a":1,"b":true,"c":null}', members: ['a:1', 'b:true', 'c:null'] },
    { what: 'space everywhere', json: '\n{\t"a" :\r\n 1 , "b": [ ] }', members: ['a:1', 'b:[ ]'] },
    {
      what: 'odd numbers',
      json: '{"a":-0,"b":1.0,"c":1e400,"d":1E-7}',
      members: ['a:-0', 'b:1.0', 'c:1e400', 'd:1E-7'],
    },
    { what: 'escaped keys', json: String.raw`{"m\u006fdel":"x","\"":1}`, members: ['model:"x"', '":1'] },
    { what: 'duplicates', json: '{"a":1,"a":2}', members: ['a:1', 'a:2'] },
    {
      what: 'quotes in strings',
      json: String.raw`{"a":"\\\"}","b":"\\"}`,
      members: [String.raw`a:"\\\"}"`, String.raw`b:"\\"`],
    },
    { what: 'brackets in strings', json: '{"a":["]}",{"b":"{"}],"c":0}', members: ['a:["]}",{"b":"{"}]', 'c:0'] },
    { what: 'other alphabets', json: '{"ключ":"値😀","b":1}', members: ['ключ:"値😀"', 'b:1'] },
    { what: 'a byte order mark', json: '\uFEFF{"a":1}', members: ['a:1'] },
  ])('finds $what', ({ json: text, members }) => {
    const json = Buffer.from(text);
    const found = [...membersOf(json, findRoot(json))];
    expect(found.map(({ key, value }) => `${key}:${cut(json, value)}`)).toEqual(members);
    for (const worker of found) expect(JSON.parse(`{${cut(json, worker)}}`)).toHaveProperty([worker.key]);
  });
});

describe('findValue', () => {
  it('gives the last of duplicate keys, as JSON.parse does', () => {
    const json = Buffer.from(String.raw`{"model":"a","model":"b","m\u006fdel":"c","other":{"model":"d"}}`);
    const found = findValue(json, 0, 'model');
    expect(found && JSON.parse(cut(json, found))).toBe('c');
    expect(findValue(json, 0, 'absent')).toBeUndefined();
  });
});

describe('elementsOf', () => {
  it.each([
    { json: '[]', elements: [] },
    { json: '[ 1 ,"a,b", [2,[3]] ,{"c":[4]},null ]', elements: ['1', '"a,b"', '[2,[3]]', '{"c":[4]}', 'null'] },
  ])('finds those of $json', ({ json: text, elements }) => {
    const json = Buffer.from(text);
    expect([...elementsOf(json, 0)].map((span) => cut(json, span))).toEqual(elements);
  });

  it('survives nesting that would overflow a stack', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const json = Buffer.from(`[${deep},1]`);
    expect([...elementsOf(json, 0)].map(({ start, end }) => end - start)).toEqual([400_000, 1]);
  });

  it('agrees with JSON.parse on documents of any shape', () => {
    const random = mulberry(7);
    for (let i = 0; i < 200; i++) {
      const text = `[${Array.from({ length: 4 }, () => writeValue(random, 4)).join(' , ')}]`;
      const json = Buffer.from(text);
      const found = [...elementsOf(json, 0)].map((span) => JSON.parse(cut(json, span)) as unknown);
      expect(found).toEqual(JSON.parse(text));
    }
  });
});

/** A small seeded generator, so that a failure comes back. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SCALARS = ['0', '-1.50', '2e3', 'true', 'null', '""', String.raw`"\\"`, String.raw`"\"\u00e9\ud83d"`, '"é😀]}"'];

function writeValue(random: () => number, depth: number): string {
  const pick = Math.floor(random() * (depth > 0 ? SCALARS.length + 6 : SCALARS.length));
  const space = random() < 0.3 ? ' \n' : '';
  if (pick < SCALARS.length) return `${space}${SCALARS[pick] ?? ''}${space}`;
  const inner = Array.from({ length: Math.floor(random() * 4) }, () => writeValue(random, depth - 1));
  if (pick % 2 === 0) return `[${space}${inner.join(',')}]`;
  return `{${inner.map((value, i) => `${space}${SCALARS[5 + (i % 4)] ?? ''}${space}:${value}`).join(',')}${space}}`;
}
