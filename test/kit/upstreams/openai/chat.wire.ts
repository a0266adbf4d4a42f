import { isRecord } from '../../judge/is-record.js';
import { ChatFakeEncoder } from './chat.fake-encoder.js';
import { CORE_FIELDS } from './chat.shape.js';
import { barred, invalid, problemBody } from './openai-problems.js';
import { readChat } from './read-chat.js';
import { refuseChat, type ChatBody } from './refuse-chat.js';
import type { JsonObject } from '../script.types.js';
import type { ReceivedRequest, Language, Wire } from '../wire.types.js';

export const OPENAI_KEY = 'sk-test';

/** Chat Completions, as it is spoken at any place that offers it. */
export const chatLanguage: Language = {
  refuse: (body, { model }) => refuseChat(body, model),
  read: (body, requested) => readChat(body as unknown as ChatBody, requested),
  encoder: ({ model }, body) => new ChatFakeEncoder({ model, usage: wantsUsage(body) }),
  count: () => ({}),
  problem: problemBody,
};

/** OpenAI's Chat Completions: `POST /v1/chat/completions`. */
export const openAiChat: Wire = {
  ...chatLanguage,
  find: ({ method, path, body }) =>
    method === 'POST' && path === '/v1/chat/completions' ? { action: 'generate', ...askedOf(body) } : undefined,
  bar: ({ headers }) => barred(headers.authorization, OPENAI_KEY),
};

/** A server that imitates OpenAI's: no key, its own models, and only the core of the API. */
export const compatibleChat: Wire = {
  ...openAiChat,
  bar: () => undefined,
  refuse(body) {
    const foreign = Object.keys(body).find((name) => !CORE_FIELDS.includes(name));
    if (foreign !== undefined) return invalid(`Extra inputs are not permitted: ${foreign}`, foreign);
    return refuseChat(body, 'gpt-4.1');
  },
};

/** Model and manner, as both of OpenAI's APIs say them. */
export function askedOf(body: unknown): Pick<ReceivedRequest, 'model' | 'stream'> {
  return isRecord(body) ? { model: String(body.model), stream: body.stream === true } : { model: '', stream: false };
}

/** Whether a streamed answer is to end with its usage. */
export function wantsUsage({ stream_options: options }: JsonObject): boolean {
  return isRecord(options) && options.include_usage === true;
}
