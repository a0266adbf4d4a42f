import type { Endpoint } from '@gateway/provider-kit';
import type { OpenAI } from 'openai';

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
