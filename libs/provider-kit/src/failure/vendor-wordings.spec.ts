import { describe, expect, it } from '@jest/globals';
import { readOutputLimit } from './read-output-limit.js';
import { readRateSize } from './read-rate-size.js';
import { readRetryAfter } from './read-retry-after.js';
import { readOverflow, toOverflowError } from './to-overflow-error.js';

const CONTEXT = { model: 'm', estimate: 500, contextWindow: 400 };
const together = (figures: string): string =>
  `input length and \`max_tokens\` exceed context limit: ${figures}, decrease input length or \`max_tokens\` and try again`;

describe('an overflow in the words of', () => {
  it.each([
    [
      'llama.cpp',
      'request (15019 tokens) exceeds the available context size (2048 tokens), try increasing it',
      'prompt is too long: 15019 tokens > 2048 maximum',
    ],
    [
      'Moonshot, which names the limit first',
      'Invalid request: Your request exceeded model token limit: 262144 (requested: 269030)',
      'prompt is too long: 269030 tokens > 262144 maximum',
    ],
    [
      'SGLang and Together',
      "The input (516368 tokens) is longer than the model's context length (262144 tokens).",
      'prompt is too long: 516368 tokens > 262144 maximum',
    ],
    [
      'xAI, which names the limit first',
      "This model's maximum prompt length is 131072 but the request contains 136973 tokens.",
      'prompt is too long: 136973 tokens > 131072 maximum',
    ],
    [
      'Mistral',
      'Prompt contains 300000 tokens and 0 draft tokens, too large for model with 262144 maximum context length',
      'prompt is too long: 300000 tokens > 262144 maximum',
    ],
    [
      'Fireworks',
      'The prompt is too long: 1100000, model maximum context length: 1048573',
      'prompt is too long: 1100000 tokens > 1048573 maximum',
    ],
    [
      'vLLM 0.33',
      "This model's maximum context length is 32768 tokens. However, your prompt contains at least 32769 input tokens, which exceeds this limit even without any output tokens.",
      'prompt is too long: 32769 tokens > 32768 maximum',
    ],
    [
      'vLLM of another place',
      "Input length (40000) exceeds model's maximum context length (32768).",
      'prompt is too long: 40000 tokens > 32768 maximum',
    ],
    [
      'LM Studio',
      'Trying to keep the first 111490 tokens when context the overflows. However, the model is loaded with context length of only 32768 tokens, which is not enough.',
      'prompt is too long: 111490 tokens > 32768 maximum',
    ],
    [
      'LM Studio of 2026',
      'Cannot truncate prompt with n_keep (15028) >= n_ctx (7424)',
      'prompt is too long: 15028 tokens > 7424 maximum',
    ],
    [
      'Cerebras',
      'Please reduce the length. Current length is 9000 while limit is 8192',
      'prompt is too long: 9000 tokens > 8192 maximum',
    ],
    [
      'oMLX',
      'Prompt too long: 40000 tokens exceeds max context window of 32768 tokens',
      'prompt is too long: 40000 tokens > 32768 maximum',
    ],
    [
      'Qwen, with an estimate',
      'Range of input length should be [1, 450]',
      'prompt is too long: 500 tokens > 450 maximum',
    ],
    ['Groq', 'Please reduce the length of the messages or completion.', 'prompt is too long: 500 tokens > 400 maximum'],
    ['MiniMax', 'invalid params, context window exceeds limit (2013)', 'prompt is too long: 500 tokens > 400 maximum'],
    ['Zhipu', 'Prompt exceeds max length', 'prompt is too long: 500 tokens > 400 maximum'],
    ['Ollama', 'the input length exceeds the context length', 'prompt is too long: 500 tokens > 400 maximum'],
    [
      'a server in words of its own',
      'Input is too long: 9000 tokens. The maximum is 8192 tokens',
      'prompt is too long: 9000 tokens > 8192 maximum',
    ],
    [
      'another, which names the limit first',
      'Your prompt is too long. Context limit 8192, got 9000',
      'prompt is too long: 9000 tokens > 8192 maximum',
    ],
    [
      'another',
      'Prompt length (9000) exceeds the maximum sequence length (8192)',
      'prompt is too long: 9000 tokens > 8192 maximum',
    ],
    [
      'another, without figures',
      'Input is too long for requested model.',
      'prompt is too long: 500 tokens > 400 maximum',
    ],
    [
      'llama.cpp, old',
      'the request exceeds the available context size. try',
      'prompt is too long: 500 tokens > 400 maximum',
    ],
    [
      'SGLang, with the answer',
      "Requested token count exceeds the model's maximum context length of 32768 tokens. You requested a total of 40000 tokens: 8000 tokens from the input messages and 32000 tokens for the completion.",
      together('8000 + 32000 > 32768'),
    ],
    [
      'TGI, with the answer',
      'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4097. Given: 125 `inputs` tokens and 4096 `max_new_tokens`',
      together('125 + 4096 > 4097'),
    ],
  ])('%s', (_, message, expected) => {
    expect(toOverflowError(readOverflow(message) ?? { N: -1 }, CONTEXT).message).toBe(expected);
  });
});

describe('what is no overflow', () => {
  it.each([
    'messages.0.content.0.image: image exceeds 5 MB maximum: 6000000 bytes > 5242880 bytes',
    'The input image is too large',
    'Number of request tokens has exceeded your per-minute rate limit',
    "Invalid 'tools[0].function.name': string too long. Expected a string with maximum length 64, but got 90",
    'The output exceeds the maximum length',
    'You exceeded your current quota',
  ])('%s', (message) => {
    expect(readOverflow(message)).toBeUndefined();
  });
});

describe('a limit of answers in the words of', () => {
  it.each([
    ['OpenAI', 'max_tokens is too large: 9. This model supports at most 4 completion tokens', 4],
    ['DeepSeek', 'Invalid max_tokens value, the valid range of max_tokens is [1, 8192]', 8192],
    ['Qwen', 'Range of max_tokens should be [1, 65536]', 65_536],
    ['Groq', 'max_completion_tokens must be less than or equal to 40960, the maximum value for', 40_960],
    ['Groq, with the name in quotes', '`max_tokens` must be less than or equal to `32768`', 32_768],
    ['a server in words of its own', 'Invalid value for max_tokens: must be between 1 and 8192', 8192],
    ['another', 'The maximum value for max_tokens is 8,192', 8192],
    ['another', 'max_completion_tokens cannot exceed 8192', 8192],
    ['another', 'max_tokens should be <= 8192, got 64000', 8192],
    ['another', 'max_tokens参数非法：取值范围[1,8192]', 8192],
    [
      'Volcengine',
      'The parameter max_tokens is not valid: integer above maximum value, expected a value <= 12288',
      12_288,
    ],
    ['pydantic', '[{"loc":["body","max_tokens"],"msg":"Input should be less than or equal to 8192","input":9}]', 8192],
    ['a catalogue', "max_tokens (64000) exceeds model's maximum output 16384", 16_384],
    [
      'OpenRouter',
      'This request requires more credits, or fewer max_tokens. You requested up to 16384 tokens, but can only afford 3919.',
      3919,
    ],
  ])('%s', (_, message, most) => {
    expect(readOutputLimit(message)).toBe(most);
  });

  it('is no other figure that must be smaller', () => {
    expect(readOutputLimit('temperature must be less than or equal to `2`', 'temperature')).toBeUndefined();
    expect(readOutputLimit('must be less than or equal to `2`', 'temperature')).toBeUndefined();
    expect(readOutputLimit('Requests with max_tokens > 4096 must have stream=true', 'max_tokens')).toBeUndefined();
    expect(readOutputLimit('maximum context length is 8192 tokens, lower max_tokens')).toBeUndefined();
    expect(readOutputLimit('max_tokens must be at least 16')).toBeUndefined();
  });
});

describe('a pause that only the sentence gives', () => {
  it.each([
    ['Please try again in 4.77s.', '5'],
    ['Please try again in 9m38.016s. Need more tokens?', '579'],
    ['try again in 1h2m3s', '3723'],
    ['try again in 120ms', '1'],
    ['please try again after 1 seconds', '1'],
    ['try again in 2 minutes', '120'],
    ['Try again in 1 hour', '3600'],
    ['Please wait 15 seconds before retrying', '15'],
    ['Rate limit resets in 45s', '45'],
    ['retry_after: 7', '7'],
  ])('%s', (message, seconds) => {
    expect(readRetryAfter(new Headers(), message)).toEqual({ 'retry-after': seconds });
  });

  it.each(['please try again later', 'try again in a moment', 'retry after 2026-01-01'])('is not in: %s', (message) => {
    expect(readRetryAfter(new Headers(), message)).toEqual({});
  });
});

describe('a request that is too large for the rate limit', () => {
  it.each([
    ['Groq', 'Request too large for model `m` on tokens per minute (TPM): Limit 12000, Requested 14137, please reduce'],
    ['another', 'request tokens 14137 exceed your TPM limit 12000'],
    ['OpenAI', 'Request too large for gpt-4o in organization o on tokens per min (TPM): Limit 12000, Requested 14137.'],
  ])('%s', (_, message) => {
    expect(readRateSize(message)).toEqual({ limit: 12_000, requested: 14_137 });
  });

  it('is no limit that passes', () => {
    expect(readRateSize('Rate limit reached for model `m`: Limit 6000, Used 5034, Requested 1443.')).toBeUndefined();
  });
});
