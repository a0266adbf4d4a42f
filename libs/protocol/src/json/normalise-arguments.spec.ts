import { describe, expect, it } from '@jest/globals';
import { normaliseArguments } from './normalise-arguments.js';

describe('normaliseArguments', () => {
  it.each([
    ['an object', { a: 1 }, '{"a":1}'],
    ['its text', '{"a":1}', '{"a":1}'],
    ['nothing', '', ''],
    ['missing', undefined, ''],
    ['null as text', 'null', ''],
    ['an empty object', '{}', ''],
    ['JSON in a JSON string', '"{\\"a\\":1}"', '{"a":1}'],
    ['a code fence', '```json\n{"a":1}\n```', '{"a":1}'],
    ['a trailing comma', '{"a":[1,],}', '{"a":[1]}'],
    ['a comma before a bracket inside a string', '{"a":",}",}', '{"a":",}"}'],
    ['a raw newline in a string', '{"a":"1\n2"}', '{"a":"1\\n2"}'],
    ['no JSON at all', "{'a': 1}", '{"_raw_arguments":"{\'a\': 1}"}'],
    ['a list', '[1]', '{"_raw_arguments":"[1]"}'],
  ])('%s', (_, received, sent) => {
    expect(normaliseArguments(received)).toBe(sent);
  });
});
