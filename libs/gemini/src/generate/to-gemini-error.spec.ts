import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@gateway/protocol';
import type { NormalizedRequest } from '@gateway/provider-kit';
import { toGeminiError } from './to-gemini-error.js';

const requested = { model: 'gemini-2.5-flash', maxTokens: 70_000, writing: { inputTokens: 5 } } as NormalizedRequest;

function toError(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): ReturnType<typeof toGeminiError> {
  return toGeminiError({ status, headers: new Headers(headers), body }, requested, 'gemini', {
    contextWindow: 1_048_576,
  });
}

const problem = (code: number, status: string, message = 'Oh.', details?: unknown[]): JsonObject => ({
  error: { code, message, status, ...(details ? { details } : {}) },
});

describe('toGeminiError', () => {
  it.each<[number, string, string, number]>([
    [400, 'INVALID_ARGUMENT', 'invalid_request_error', 400],
    [400, 'FAILED_PRECONDITION', 'invalid_request_error', 400],
    [400, 'OUT_OF_RANGE', 'invalid_request_error', 400],
    [401, 'UNAUTHENTICATED', 'authentication_error', 401],
    [403, 'PERMISSION_DENIED', 'permission_error', 403],
    [404, 'NOT_FOUND', 'not_found_error', 404],
    [409, 'ABORTED', 'conflict_error', 409],
    [429, 'RESOURCE_EXHAUSTED', 'rate_limit_error', 429],
    [500, 'INTERNAL', 'api_error', 500],
    [503, 'UNAVAILABLE', 'overloaded_error', 529],
    [504, 'DEADLINE_EXCEEDED', 'timeout_error', 504],
    [499, 'CANCELLED', 'invalid_request_error', 400],
    [418, 'SOMETHING_NEW', 'invalid_request_error', 400],
  ])('takes %i %s for %s', (code, word, type, status) => {
    expect(toError(code, problem(code, word))).toMatchObject({ type, status });
    // The same inside a 200, where only the body has the code; and in an array of one.
    expect(toError(200, [problem(code, word)])).toMatchObject({ type });
  });

  it('knows a refused key by its reason', () => {
    const body = problem(400, 'INVALID_ARGUMENT', 'API key not valid.', [{ '@type': 'x', reason: 'API_KEY_INVALID' }]);
    expect(toError(400, body)).toMatchObject({
      type: 'authentication_error',
      status: 401,
      message: '[gemini] API key not valid.',
    });
  });

  it('knows a country that Google does not serve', () => {
    const body = problem(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.');
    expect(toError(400, body)).toMatchObject({ type: 'permission_error', status: 403 });
  });

  it.each<[string, string]>([
    [
      'The input token count (1250000) exceeds the maximum number of tokens allowed (1048576).',
      '1250000 tokens > 1048576',
    ],
    ['The input token count is 32769 but model only supports up to 32768', '32769 tokens > 32768'],
  ])('words a prompt that is too long as Claude Code expects it: %s', (message, figures) => {
    expect(toError(400, problem(400, 'INVALID_ARGUMENT', message)).message).toBe(
      `prompt is too long: ${figures} maximum`,
    );
  });

  it('words an output limit as Claude Code expects it', () => {
    const message = 'the supported range is from 1 (inclusive) to 65537 (exclusive)';
    expect(toError(400, problem(400, 'INVALID_ARGUMENT', message)).message).toBe(
      'max_tokens: 70000 > 65536, which is the maximum allowed number of output tokens for gemini-2.5-flash',
    );
  });

  it.each<[string, unknown, Record<string, string>, string | undefined]>([
    [
      'the RetryInfo',
      problem(429, 'RESOURCE_EXHAUSTED', 'Slow.', [{ '@type': 'q' }, { retryDelay: '34.4s' }]),
      {},
      '35',
    ],
    ['the message', problem(429, 'RESOURCE_EXHAUSTED', 'Please retry in 12.3s.'), {}, '13'],
    ['the header', problem(429, 'RESOURCE_EXHAUSTED'), { 'retry-after': '7' }, '7'],
    ['nothing', problem(429, 'RESOURCE_EXHAUSTED'), {}, undefined],
  ])('takes the pause from %s', (_, body, headers, expected) => {
    expect(toError(429, body, headers).headers['retry-after']).toBe(expected);
  });

  it('shows neither pages nor keys', () => {
    expect(toError(502, '<html>', { 'content-type': 'text/html' })).toMatchObject({
      status: 502,
      message: '[gemini] upstream returned HTTP 502 (text/html)',
    });
    const leak = `AIza${'x'.repeat(35)}`;
    expect(toError(400, problem(400, 'INVALID_ARGUMENT', `bad ${leak}`)).message).not.toContain(leak);
  });
});
