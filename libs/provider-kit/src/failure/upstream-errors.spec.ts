import { describe, expect, it } from '@jest/globals';
import { readRetryAfter } from './read-retry-after.js';
import { maskCredentials } from './mask-credentials.js';
import { readUpstreamMessage } from './read-upstream-message.js';
import { readOverflow, toOverflowError } from './to-overflow-error.js';

describe('readRetryAfter', () => {
  it.each([
    [{ 'retry-after': '7' }, '', undefined, '7'],
    [{ 'retry-after-ms': '1200' }, '', undefined, '2'],
    [{}, 'Please try again in 1.2s.', undefined, '2'],
    [{}, 'Please retry in 1m3s', undefined, '63'],
    [{}, '', '34.4s', '35'],
    [{ 'retry-after': '7' }, 'try again in 1s', '3s', '7'],
  ])('%j, "%s", %s', (headers, message, delay, seconds) => {
    expect(readRetryAfter(new Headers(headers), message, delay)).toEqual({ 'retry-after': seconds });
  });

  it('is absent where no time is given', () => {
    expect(readRetryAfter(new Headers(), 'slow down')).toEqual({});
  });
});

describe('upstream messages', () => {
  const failure = (body: unknown, type = 'application/json'): Parameters<typeof readUpstreamMessage>[0] => ({
    status: 502,
    headers: new Headers({ 'content-type': type }),
    body,
  });

  it.each([
    ['the message of the body', failure({}), 'broken', 'broken'],
    [
      'a page',
      failure('<html>x</html>', 'text/html; charset=utf-8'),
      undefined,
      'upstream returned HTTP 502 (text/html)',
    ],
    ['nothing', failure(''), undefined, 'HTTP 502 from upstream'],
    ['plain text', failure('no route', 'text/plain'), undefined, 'no route'],
  ])('%s', (_, given, said, message) => {
    expect(readUpstreamMessage(given, said)).toBe(message);
  });

  it.each([
    'Incorrect API key provided: sk-proj-abcdefghijklmnop1234.',
    'key AIzaSyA1234567890abcdefghijklmn rejected',
    'token ya29.a0Abcdef-123 expired',
  ])('masks %s', (text) => {
    expect(maskCredentials(text)).toMatch(/\*\*\*/);
    expect(maskCredentials(text)).not.toMatch(/abcdefghijk|a0Abcdef/);
  });
});

describe('a prompt that is too long', () => {
  const context = { model: 'm', estimate: 500, contextWindow: 400 };
  it.each([
    [
      "This model's maximum context length is 128000 tokens. However, your messages resulted in 135000 tokens.",
      'prompt is too long: 135000 tokens > 128000 maximum',
    ],
    [
      "This model's maximum context length is 8192 tokens, however you requested 9000 tokens (8500 in the messages, 500 in the completion).",
      'prompt is too long: 8500 tokens > 8192 maximum',
    ],
    [
      "This model's maximum context length is 8192 tokens, however you requested 9000 tokens (8000 in the messages, 1000 in the completion).",
      'input length and `max_tokens` exceed context limit: 8000 + 1000 > 8192, decrease input length or `max_tokens` and try again',
    ],
    [
      "This model's maximum context length is 8192 tokens. However, you requested 9192 tokens (5000 in the messages, 96 in the functions, and 4096 in the completion).",
      'input length and `max_tokens` exceed context limit: 5096 + 4096 > 8192, decrease input length or `max_tokens` and try again',
    ],
    [
      "This endpoint's maximum context length is 131072 tokens. However, you requested about 140000 tokens (11000 of text input, 1000 of tool input, 128000 in the output).",
      'input length and `max_tokens` exceed context limit: 12000 + 128000 > 131072, decrease input length or `max_tokens` and try again',
    ],
    [
      "This model's maximum context length is 4096 tokens. However, you requested 1000 output tokens and your prompt contains at least 4000 input tokens, for a total of at least 5000 tokens.",
      'input length and `max_tokens` exceed context limit: 4000 + 1000 > 4096, decrease input length or `max_tokens` and try again',
    ],
    [
      "'max_tokens' or 'max_completion_tokens' is too large: 50000. This model's maximum context length is 32768 tokens and your request has 1000 input tokens (50000 > 32768 - 1000).",
      'input length and `max_tokens` exceed context limit: 1000 + 50000 > 32768, decrease input length or `max_tokens` and try again',
    ],
    [
      'Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 300000 tokens.',
      'prompt is too long: 300000 tokens > 272000 maximum',
    ],
    [
      'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
      'prompt is too long: 1200000 tokens > 1048576 maximum',
    ],
    [
      'Unable to submit request because the input token count is 40 but model only supports up to 32',
      'prompt is too long: 40 tokens > 32 maximum',
    ],
    ['prompt token count of 50 exceeds the limit of 40', 'prompt is too long: 50 tokens > 40 maximum'],
    ['Your input exceeds the context window of this model.', 'prompt is too long: 500 tokens > 400 maximum'],
  ])('%s', (message, result) => {
    expect(toOverflowError(readOverflow(message) ?? { N: -1 }, context).message).toBe(result);
  });

  it('never invents figures', () => {
    const { message } = toOverflowError({}, { model: 'm', estimate: 5, contextWindow: 400 });
    expect(message).toBe('prompt is too long: input exceeds the context window of m');
  });

  it('is not seen in other errors', () => {
    expect(readOverflow('Rate limit reached for 128000 tokens')).toBeUndefined();
  });
});
