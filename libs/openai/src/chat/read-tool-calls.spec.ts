import { describe, expect, it } from '@jest/globals';
import { readToolCalls } from './read-tool-calls.js';

const call = { id: 'a', function: { name: 'Read', arguments: '{}' } };

describe('readToolCalls', () => {
  it.each<[string, unknown, readonly unknown[]]>([
    ['a list', [call], [call]],
    ['one object', call, [call]],
    ['nulls in the list', [null, call, 'x'], [call]],
    ['fields outside of `function`', [{ id: 'a', name: 'Read', arguments: '{}' }], [call]],
    ['nothing', undefined, []],
    ['null', null, []],
    ['a text', 'calls', []],
  ])('reads %s', (_, value, expected) => {
    expect(readToolCalls(value)).toEqual(expected);
  });
});
