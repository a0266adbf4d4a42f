import { describe, expect, it } from '@jest/globals';
import { recognizeRefusal } from './recognize-refusal.js';
import type { Refusal, RefusalForm } from './refusal.types.js';

const refusal: Refusal = { status: 400, message: 'top_p: not here', code: 'c', param: 'top_p', body: { a: 1 } };

describe('recognizeRefusal', () => {
  it.each<[string, RefusalForm, readonly string[]]>([
    ['by its status alone', {}, []],
    [
      'by all that is asked',
      { code: ['c'], param: new Set(['top_p']), sentence: /^top_p: (\w+)/ },
      ['top_p: not', 'not'],
    ],
    ['by its body', { body: (body) => body === refusal.body }, []],
  ])('knows a refusal %s', (_, form, groups) => {
    const found = recognizeRefusal(refusal, [{ status: [500] }, form]);
    expect(found).toMatchObject(refusal);
    expect([...(found?.groups ?? ['nothing found'])]).toEqual(groups);
  });

  it.each<[string, RefusalForm]>([
    ['status', { status: [422] }],
    ['code', { code: ['d', undefined] }],
    ['param', { param: new Set(['temperature']) }],
    ['sentence', { sentence: /gone/ }],
    ['body', { body: () => false }],
    ['sentence, where the code is right', { code: ['c'], sentence: /gone/ }],
  ])('does not take one of another %s for it', (_, form) => {
    expect(recognizeRefusal(refusal, [form])).toBeUndefined();
  });

  it('looks at a bounded part of a sentence', () => {
    const long = { ...refusal, message: `${'x'.repeat(5000)}end` };
    expect(recognizeRefusal(long, [{ sentence: /end/ }])).toBeUndefined();
  });
});
