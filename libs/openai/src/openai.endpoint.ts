import type { Endpoint } from '@gateway/provider-kit';
import { OpenAI } from 'openai';
import type { OpenAiSettings } from './openai.settings.js';

/** A server that needs no key is sent this one: the SDK will not go without. */
const NO_KEY = 'none';

/**
 * OpenAI's own client, used to sign: address, credentials and its headers. Everything the SDK would otherwise read
 * from the environment by itself is given, so that no other credential ever travels.
 */
export function openAiEndpoint({ OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL }: OpenAiSettings): Endpoint {
  const client = new OpenAI({
    apiKey: apiKey ?? NO_KEY,
    baseURL: baseURL ?? 'https://api.openai.com/v1',
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
  });
  return signWith(client);
}

/** An endpoint out of a client of the official package. */
export function signWith(client: OpenAI): Endpoint {
  return {
    async sign({ path, body }) {
      const { url, req } = await client.buildRequest({ method: 'post', path, body });
      const headers = new Headers(req.headers);
      // What the body is written with is ours to say; the SDK's account of its own retries says nothing of ours.
      for (const name of ['x-stainless-retry-count', 'x-stainless-timeout']) headers.delete(name);
      return { url, init: { method: 'POST', headers, body: req.body as string } };
    },
  };
}
