import { isRecord } from '../../judge/is-record.js';
import type { Problem, Received } from '../script.types.js';
import type { ReceivedRequest, Language, Wire } from '../wire.types.js';
import { problemBody } from './gemini-problems.js';
import type { Surface } from './gemini.shape.js';
import { GeminiFakeEncoder } from './gemini.fake-encoder.js';
import { readGemini } from './read-gemini.js';
import { refuseGemini, requestOf } from './refuse-gemini.js';

export const GEMINI_KEY = 'g-test';

/** Gemini, as it is spoken on one of Google's surfaces. */
export function geminiLanguage(surface: Surface): Language {
  return {
    refuse: (body, { model, action }) => refuseGemini(body, model, surface, action),
    read: (body, requested) => readGemini(requestOf(body), requested),
    encoder: ({ model }, body) =>
      new GeminiFakeEncoder(model, surface, requestOf(body).generationConfig?.thinkingConfig?.includeThoughts === true),
    count: (tokens) => ({ totalTokens: tokens }),
    problem: problemBody,
  };
}

/** Google AI Studio: `POST /v1beta/models/{model}:{method}`, the key in a header. */
export const gemini: Wire = {
  ...geminiLanguage('studio'),
  find: (received) => findMethod(received, /^\/v1beta\/models\/([^/:]+):(\w+)$/),
  bar({ headers, query }): Problem | undefined {
    const key = headers['x-goog-api-key'];
    // The real API takes `?key=` too, where it ends up in logs: here it does not count.
    if (key === undefined || 'key' in query)
      return {
        status: 403,
        message:
          "Method doesn't allow unregistered callers (callers without established identity). Please use API " +
          'Key or other form of API consumer identity to call this API.',
      };
    if (key === GEMINI_KEY) return undefined;
    const info = {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'API_KEY_INVALID',
      domain: 'googleapis.com',
    };
    return { status: 400, message: 'API key not valid. Please pass a valid API key.', details: [info] };
  },
};

/** What a path that ends in `{model}:{method}` asks for. */
export function findMethod({ method, path, query, body }: Received, pattern: RegExp): ReceivedRequest | undefined {
  const [, model = '', name] = pattern.exec(path) ?? [];
  if (method !== 'POST' || !isRecord(body)) return undefined;
  if (name === 'generateContent') return { action: 'generate', model, stream: false };
  if (name === 'countTokens') return { action: 'count', model, stream: false };
  // Without `alt=sse` the answer would be a JSON array, which the gateway never requests.
  return name === 'streamGenerateContent' && query.alt === 'sse'
    ? { action: 'generate', model, stream: true }
    : undefined;
}
