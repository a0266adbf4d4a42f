import { describe, expect, it } from '@jest/globals';
import { findConstructions, findConverters, findErrorClasses, readProgram } from './error-conversions.js';

/**
 * The three catchers: at the transport, before the commit, after it. What Google's credential library throws is no
 * response of an upstream and has a converter of its own, `toCredentialsError`.
 */
const CATCHERS = {
  toConnectionError: ['libs/provider-kit/src/upstream/send-in-time.ts'],
  toApiError: ['src/http/errors/error.filter.ts', 'src/http/messages/write-stream.ts'],
};

/** Those who read a response that may be a failure: a translated one, a count, one that is handed on. */
const READERS = [
  'libs/anthropic/src/forwarded-call.ts',
  'libs/provider-kit/src/upstream/count-upstream.ts',
  'libs/provider-kit/src/upstream/upstream-attempt.ts',
];

describe('the conversion of errors', () => {
  const program = readProgram();
  const converters = new Map(findConverters(program));

  it('has three catchers', () => {
    const catchers = [...converters].filter(([name]) => name !== 'toUpstreamError' && name !== 'toCredentialsError');
    expect(Object.fromEntries(catchers.map(([name, files]) => [name, files.toSorted()]))).toEqual(CATCHERS);
  });

  it("has one place where an upstream's response becomes an error", () => {
    const own = 'libs/provider-kit/src/upstream/to-upstream-error.ts';
    expect([...new Set(findConstructions(program, 'UpstreamError'))]).toEqual([own]);
    expect([...new Set(converters.get('toUpstreamError'))].toSorted()).toEqual(READERS);
  });

  it('has one class of errors that carry a response, and one of replies that another provider may better', () => {
    expect(findErrorClasses(program)).toEqual(['ApiError', 'Refusal', 'UpstreamError']);
  });
});
