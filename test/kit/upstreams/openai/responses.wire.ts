import type { Language, Wire } from '../wire.types.js';
import { askedOf, OPENAI_KEY } from './chat.wire.js';
import { barred, problemBody } from './openai-problems.js';
import { readResponses } from './read-responses.js';
import { refuseResponses, type ResponsesBody } from './refuse-responses.js';
import { ResponsesFakeEncoder } from './responses.fake-encoder.js';

/** The Responses API, as it is spoken at any place that offers it. */
export const responsesLanguage: Language = {
  refuse: (body, { model, action }) => refuseResponses(body, model, action),
  read: (body, requested) => readResponses(body as unknown as ResponsesBody, requested),
  encoder: ({ model }) => new ResponsesFakeEncoder(model),
  count: (tokens) => ({ object: 'response.input_tokens', input_tokens: tokens }),
  problem: problemBody,
};

/** OpenAI's Responses: `POST /v1/responses` and `/v1/responses/input_tokens`. */
export const openAiResponses: Wire = {
  ...responsesLanguage,
  find({ method, path, body }) {
    if (method !== 'POST') return undefined;
    if (path === '/v1/responses') return { action: 'generate', ...askedOf(body) };
    return path === '/v1/responses/input_tokens' ? { action: 'count', ...askedOf(body) } : undefined;
  },
  bar: ({ headers }) => barred(headers.authorization, OPENAI_KEY),
};
