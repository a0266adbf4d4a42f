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
      'a limit that is exceeded, which is no wrong name (Groq)',
      refused('max_tokens', null, 'must be less than or equal to `32768`'),
      { max_tokens: 64_000 },
      { max_tokens: 32_768 },
    ],
    [
      'a limit of DeepSeek',
      { message: 'Invalid max_tokens value, the valid range of max_tokens is [1, 8192]' },
      { max_tokens: 64_000 },
      { max_tokens: 8192 },
    ],
    [
      'a limit of Qwen',
      { message: '<400> InternalError.Algo.InvalidParameter: Range of max_tokens should be [1, 8192]' },
      { max_tokens: 64_000 },
      { max_tokens: 8192 },
    ],
    [
      'a limit of the model in words',
      { message: "max_tokens (64000) exceeds model's maximum output 16384" },
      { max_tokens: 64_000 },
      { max_tokens: 16_384 },
    ],
    [
      "a limit of Ollama's cloud",
      { message: "max_tokens (384000) exceeds model's maximum output tokens (65536) for model deepseek-v4-flash" },
      { max_tokens: 384_000 },
      { max_tokens: 65_536 },
    ],
    [
      'a limit of vLLM',
      { message: 'max_tokens=64000 cannot be greater than max_model_len=32768. Please request fewer output tokens.' },
      { max_tokens: 64_000 },
      { max_tokens: 32_768 },
    ],
    [
      'a parameter of xAI',
      { code: 'invalid-argument', message: 'Model grok-4.6 does not support parameter reasoningEffort.' },
      { reasoning_effort: 'low', a: 1 },
      { a: 1 },
    ],
    [
      'a parameter of Groq',
      { message: "property 'parallel_tool_calls' is unsupported, did you mean 'stop'?" },
      { parallel_tool_calls: false, a: 1 },
      { a: 1 },
    ],
    [
      'the one temperature of Moonshot',
      { message: 'invalid temperature: only 1 is allowed for this model' },
      { temperature: 0.5, a: 1 },
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

describe('a request that is too large for the tokens of a minute', () => {
  const sentence = (limit: number, requested: number): string =>
    `Request too large for model \`m\` in organization \`o\` on tokens per minute (TPM): Limit ${limit}, Requested ` +
    `${requested}, please reduce your message size and try again.`;

  it.each([413, 429])('asks for a shorter answer (%i)', (status) => {
    const error = { message: sentence(12_000, 14_137), code: 'rate_limit_exceeded' };
    expect(corrected(error, { max_tokens: 8192 }, status)).toEqual({ max_tokens: 12_000 - (14_137 - 8192) - 16 });
  });

  it('is final where the prompt alone is too large', () => {
    const error = { message: sentence(12_000, 30_000), code: 'rate_limit_exceeded' };
    expect(corrected(error, { max_tokens: 8192 }, 413)).toBeUndefined();
  });
});
