import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { removeNested } from './remove-nested.js';

const remove = (json: string, ...paths: string[]): string =>
  Buffer.from(removeNested(Buffer.from(json), paths)).toString();

describe('removeNested', () => {
  it.each<[string, string, string, string]>([
    ['a field of an object', '{"a":{"b":1,"c":2}}', 'a.b', '{"a":{"c":2}}'],
    ['its only field', '{"a":{"b":1}}', 'a.b', '{"a":{}}'],
    ['a field of every element', '{"t":[{"x":1,"y":1},{"y":2},{"x":{}}]}', 't.*.x', '{"t":[{"y":1},{"y":2},{}]}'],
    ['a field behind the tag of a union', '{"t":[{"x":1,"y":2}]}', 't.*.custom.x', '{"t":[{"y":2}]}'],
    ['nothing where the path leads nowhere', '{"t":"x","a":[1]}', 't.*.x', '{"t":"x","a":[1]}'],
    ['nothing of a text that looks like one', '{"t":"{\\"x\\":1}"}', 't.x', '{"t":"{\\"x\\":1}"}'],
  ])('takes out %s', (_, json, path, left) => expect(remove(json, path)).toBe(left));

  it('is the same body without a path', () => {
    const body = Buffer.from('{}');
    expect(removeNested(body, [])).toBe(body);
  });

  it('keeps every other value, whatever they are', () => {
    const tool = fc.record({ name: fc.string(), schema: fc.jsonValue() });
    fc.assert(
      fc.property(fc.array(tool), fc.jsonValue(), fc.array(fc.boolean()), (tools, other, flags) => {
        const marked = tools.map((each, i) => (flags[i] ? { defer: true, ...each } : { ...each, defer: other }));
        const json = JSON.stringify({ a: other, tools: marked, z: other });
        expect(JSON.parse(remove(json, 'tools.*.custom.defer'))).toEqual(
          JSON.parse(JSON.stringify({ a: other, tools, z: other })),
        );
      }),
    );
  });
});
