import type { Send, UpstreamResponse } from '@gateway/provider-kit';
import { Observable } from 'rxjs';
import type { Dispatcher } from 'undici';
import { ResponseHandler } from './response-handler.js';

/**
 * Sends over these connections: method, headers, and a body of text or bytes. Redirects are never followed,
 * compressed answers are decoded.
 */
export function dispatchRequest(connections: Dispatcher): Send {
  return (url, { method = 'GET', headers, body = null }) =>
    new Observable<UpstreamResponse>((head) => {
      const { origin, pathname, search } = new URL(url);
      connections.dispatch(
        {
          origin,
          path: pathname + search,
          method,
          headers: Object.fromEntries(new Headers(headers)),
          body: body as string | Uint8Array | null,
        },
        new ResponseHandler(head),
      );
    });
}
