import type { ProviderContext } from '@gateway/provider-kit';
import type { Dispatcher } from 'undici';
import { ResponseHandler } from './response-handler.js';

/**
 * `fetch` over these connections, as far as the provider kit needs it: method, headers, a body of text or bytes, a
 * signal. Redirects are never followed, compressed answers are decoded.
 */
export function dispatchFetch(connections: Dispatcher): ProviderContext['fetch'] {
  return async (input, init = {}) => {
    const { origin, pathname, search } = new URL(input instanceof Request ? input.url : input);
    const handler = new ResponseHandler(init.signal ?? undefined);
    connections.dispatch(
      {
        origin,
        path: pathname + search,
        method: init.method ?? 'GET',
        headers: Object.fromEntries(new Headers(init.headers)),
        body: (init.body ?? null) as string | Uint8Array | null,
      },
      handler,
    );
    return handler.response;
  };
}
