import type { JsonObject } from '@gateway/protocol';
import type { NormalizedRequest } from '@gateway/provider-kit';
import { describe, expect, it } from '@jest/globals';
import { toOpenAiError } from './to-openai-error.js';

const requested = { model: 'gpt-4o', maxTokens: 128_000, writing: { inputTokens: 5 } } as NormalizedRequest;

function toError(status: number, error: JsonObject): ReturnType<typeof toOpenAiError> {
  return toOpenAiError({ status, headers: new Headers(), body: { error } }, requested, 'openai-chat');
}

describe('toOpenAiError', () => {
  it.each([
    [{ code: 429, message: 'slow' }, 'rate_limit_error', 429],
    [{ code: 502, message: 'Provider disconnected' }, 'api_error', 500],
    [{ code: 503, message: 'full' }, 'overloaded_error', 529],
    [{ code: 'server_error', message: 'oops' }, 'api_error', 500],
    [{ code: 'invalid_image_url', message: 'no' }, 'invalid_request_error', 400],
    [{ type: 'invalid_request_error', message: 'no' }, 'invalid_request_error', 400],
  ])('knows what went wrong inside a 200: %j', (error, type, status) => {
    expect(toError(200, error)).toMatchObject({ type, status });
  });

  it('reads the validation errors of a FastAPI server', () => {
    const body = { detail: [{ loc: ['body', 'tools'], msg: 'Field required' }] };
    expect(toOpenAiError({ status: 422, headers: new Headers(), body }, requested, 'openai-chat')).toMatchObject({
      status: 400,
      message: '[openai-chat] [{"loc":["body","tools"],"msg":"Field required"}]',
    });
  });

  it('reports too long an output in the wording that Claude Code understands', () => {
    const message = 'max_tokens is too large: 128000. This model supports at most 16384 completion tokens.';
    expect(toError(400, { message, code: 'invalid_value', param: 'max_tokens' })).toMatchObject({
      status: 400,
      message: 'max_tokens: 128000 > 16384, which is the maximum allowed number of output tokens for gpt-4o',
    });
  });
});
