import { describe, expect, it } from '@jest/globals';
import { rootOf } from './root-of.js';

const failure = (code: unknown, more: object = {}): Error => Object.assign(new Error('inner'), { code, ...more });

describe('rootOf', () => {
  it.each([
    ['the innermost cause', new Error('outer', { cause: failure('EPROTO') }), { code: 'EPROTO', message: 'inner' }],
    [
      'the first of several addresses',
      Object.assign(new AggregateError([failure('ECONNREFUSED', { port: 7 })]), { code: 'ECONNREFUSED' }),
      { code: 'ECONNREFUSED', message: 'inner', port: 7 },
    ],
    ['the error itself', new Error('outer', { cause: failure(23) }), { name: 'Error', message: 'outer' }],
    ['what is no error', 'odd', { name: 'Error', message: 'odd' }],
  ])('finds %s', (_, error, root) => {
    expect(rootOf(error)).toEqual({ name: 'Error', ...root });
  });
});
