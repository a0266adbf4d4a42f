import type { JsonObject } from '@gateway/protocol';
import { describe, expect, it } from '@jest/globals';
import { CorrectionCache, RequestCorrector } from '@gateway/provider-kit';
import { providerContext } from '@gateway/testing';
import { OPENAI_CORRECTIONS } from './openai-corrections.js';
import { readOpenAiRefusal } from './read-openai-refusal.js';

function corrected(error: JsonObject, sent: JsonObject, status = 400): JsonObject | undefined {
  const corrector = new RequestCorrector({
    context: { ...providerContext(fetch), corrections: new CorrectionCache() },
    target: { upstream: 'openai-chat', model: 'm' },
    table: { readRefusal: readOpenAiRefusal, rules: OPENAI_CORRECTIONS },
    source: undefined,
    changes: new Set(),
  });
  return corrector.correct({ status, headers: new Headers(), body: { error } }, sent);
}

const refused = (param: string, code: string | null, message = 'no'): JsonObject => ({ param, code, message });

describe('what an upstream teaches by refusing', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      'a parameter that it does not take',
      refused('temperature', 'unsupported_value'),
      { temperature: 1, a: 1 },
      { a: 1 },
    ],
    [
      'a nested one',
      refused('reasoning.summary', 'unsupported_value'),
      { reasoning: { summary: 'auto', effort: 'low' } },
      { reasoning: { effort: 'low' } },
    ],
    [
      'the other name of a limit',
      refused('max_tokens', 'unsupported_parameter'),
      { max_tokens: 5 },
      { max_completion_tokens: 5 },
    ],
    [
      'a name without a param',
      { message: 'Unrecognized request argument supplied: stream_options' },
      { stream_options: {}, a: 1 },
      { a: 1 },
    ],
    [
      'the nearest effort',
      refused(
        'reasoning_effort',
        'unsupported_value',
        "Unsupported value: 'xhigh'. Supported values are: 'low', 'medium', and 'high'.",
      ),
      { reasoning_effort: 'xhigh' },
      { reasoning_effort: 'high' },
    ],
    [
      'that tools and effort do not go together',
      refused('reasoning_effort', null, 'Function tools with reasoning_effort are not supported for gpt-5.4'),
      { tools: [1] },
      { tools: [1], reasoning_effort: 'none' },
    ],
    [
      'its limit of output',
      { message: 'This model supports at most 16384 completion tokens, whereas you provided 128000.' },
      { max_completion_tokens: 128_000 },
      { max_completion_tokens: 16_384 },
    ],
    [
      'how much room there is',
      {
        message:
          "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (5000 in the messages, 4000 in the completion).",
      },
      { max_tokens: 4000 },
      { max_tokens: 3176 },
    ],
  ])('%s', (_, error, sent, next) => {
    expect(corrected(error, sent)).toEqual(next);
  });

  it.each<[string, JsonObject, JsonObject, number]>([
    ['tools', refused('tools', 'invalid_value'), { tools: [1] }, 400],
    ['messages', refused('messages', 'invalid_value'), { messages: [1] }, 400],
    ['what was not sent', refused('temperature', 'unsupported_value'), {}, 400],
    ['another status', refused('temperature', 'unsupported_value'), { temperature: 1 }, 500],
    [
      "a value that is the client's fault",
      refused('temperature', null, 'temperature must be between 0 and 2'),
      { temperature: 3 },
      400,
    ],
    [
      'a limit that is exceeded, which is no wrong name',
      refused('max_tokens', null, 'max_tokens must be less than or equal to `32768`'),
      { max_tokens: 64_000 },
      400,
    ],
    ['another code', refused('temperature', 'integer_below_min_value'), { temperature: 1 }, 400],
    [
      'a prompt that is too long by itself',
      {
        message:
          'maximum context length is 8192 tokens. However, you requested 9000 tokens (8100 in the messages, 900 in the completion)',
      },
      { max_tokens: 900 },
      400,
    ],
  ])('never about %s', (_, error, sent, status) => {
    expect(corrected(error, sent, status)).toBeUndefined();
  });
});
