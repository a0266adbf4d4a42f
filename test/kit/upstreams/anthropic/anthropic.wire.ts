import { isRecord } from '../../judge/is-record.js';
import type { Wire } from '../wire.types.js';
import { problemBody } from './anthropic-problems.js';
import { AnthropicFakeEncoder } from './anthropic.fake-encoder.js';
import { readMessages } from './read-messages.js';
import { refuseMessages, type AnthropicBody } from './refuse-messages.js';

export const ANTHROPIC_KEY = 'sk-ant-test';

/** Anthropic itself: `POST /v1/messages` and `/v1/messages/count_tokens`. */
export const anthropic: Wire = {
  find({ method, path, body }) {
    if (method !== 'POST') return undefined;
    const requested = isRecord(body)
      ? { model: String(body.model), stream: body.stream === true }
      : { model: '', stream: false };
    if (path === '/v1/messages') return { action: 'generate', ...requested };
    return path === '/v1/messages/count_tokens' ? { action: 'count', ...requested } : undefined;
  },
  bar({ headers }) {
    if (headers['x-api-key'] === undefined) return { status: 401, message: 'x-api-key header is required' };
    if (headers['x-api-key'] !== ANTHROPIC_KEY) return { status: 401, message: 'invalid x-api-key' };
    if (headers['anthropic-version'] === undefined)
      return { status: 400, message: 'anthropic-version: header is required' };
    return undefined;
  },
  refuse: (body, { action }) => refuseMessages(body, action),
  read: (body, requested) => readMessages(body as unknown as AnthropicBody, requested),
  encoder: ({ model }) => new AnthropicFakeEncoder(model),
  count: (tokens) => ({ input_tokens: tokens }),
  problem: problemBody,
};
