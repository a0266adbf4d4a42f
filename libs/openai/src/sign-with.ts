import type { Endpoint } from '@gateway/provider-kit';
import type { OpenAI } from 'openai';

/** An endpoint that signs with a client of the official package. */
export function signWith(client: OpenAI): Endpoint {
  return {
    async sign({ path, body }) {
      const { url, req } = await client.buildRequest({ method: 'post', path, body });
      const headers = new Headers(req.headers);
      // The body has a writer of its own, and the SDK's headers about its own retries would be wrong.
      for (const name of ['x-stainless-retry-count', 'x-stainless-timeout']) headers.delete(name);
      return { url, init: { method: 'POST', headers, body: req.body as string } };
    },
  };
}
