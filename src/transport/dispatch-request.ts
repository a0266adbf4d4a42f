import type { Send, UpstreamResponse } from '@gateway/provider-kit';
import { Observable } from 'rxjs';
import type { Dispatcher } from 'undici';
import { ResponseHandler } from './response-handler.js';

/**
 * Sends over the present connections: method, headers, and a body of text or bytes. Redirects are never followed, compressed
 * responses are decoded.
 */
export function dispatchRequest(connections: () => Dispatcher): Send {
  return (url, { method = 'GET', headers, body = null }) =>
    new Observable<UpstreamResponse>((head) => {
      const { origin, pathname, search } = new URL(url);
      connections().dispatch(
        {
          origin,
          path: pathname + search,
          method,
          ...toRequest(headers, body),
        },
        new ResponseHandler(head),
      );
    });
}

/**
 * Headers and body in undici's form. The body is passed as an iterator, which undici's documentation allows and its
 * types do not: undici keeps a reference to a whole body until the response is over.
 */
function toRequest(
  given: RequestInit['headers'],
  body: RequestInit['body'],
): Pick<Dispatcher.DispatchOptions, 'headers' | 'body'> {
  const headers = Object.fromEntries(new Headers(given));
  if (!body) return { headers, body: null };
  const bytes = typeof body === 'string' ? Buffer.from(body) : (body as Uint8Array);
  headers['content-length'] = String(bytes.length);
  return { headers, body: new Once(bytes) as unknown as Uint8Array };
}

/** Yields an item once, and keeps no reference to it. */
class Once<T> implements IterableIterator<T> {
  private items: T[];

  constructor(item: T) {
    this.items = [item];
  }

  next(): IteratorResult<T> {
    const value = this.items.pop();
    return value === undefined ? { done: true, value } : { done: false, value };
  }

  [Symbol.iterator](): this {
    return this;
  }
}
