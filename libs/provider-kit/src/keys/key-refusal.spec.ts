import { describe, expect, it } from '@jest/globals';
import { toKeyRefusal } from './key-refusal.js';

const read = (body: unknown, headers: Record<string, string> = {}): object =>
  toKeyRefusal({ status: 403, headers: new Headers(), body }, { status: 403, headers });

describe('toKeyRefusal', () => {
  it.each<[string, unknown, string]>([
    ["OpenAI's", { error: { code: 'model_not_found', type: 'x', message: 'no' } }, 'model_not_found x no'],
    ["Google's, without its details", [{ error: { status: 'S', message: 'no', details: [{ project: 1 }] } }], 'S no'],
    ['a bare one', { message: 'no', code: 403 }, 'no'],
    ['text', '<h1>model</h1>', ''],
    ['nothing', null, ''],
    ['an odd one', { error: ['model'] }, ''],
  ])('reads the words of %s', (_, body, text) => expect(read(body)).toEqual({ status: 403, text }));

  it('reads how long the upstream asks to wait', () => {
    expect(read({}, { 'retry-after': '7' })).toEqual({ status: 403, text: '', retryAfter: 7 });
  });
});
