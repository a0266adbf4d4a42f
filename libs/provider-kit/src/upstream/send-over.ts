import { Observable } from 'rxjs';
import type { Gate } from '../gate.js';
import type { Send } from './send.types.js';

/** Sends with a `fetch`: for the tests of a provider, and where no faster transport is available. */
export function sendOver(fetch: typeof globalThis.fetch): Send {
  return (url, init) =>
    new Observable((subscriber) => {
      const left = new AbortController();
      let handedOver = false;
      fetch(url, { ...init, redirect: 'manual', signal: left.signal }).then(
        ({ status, headers, body }) => {
          handedOver = true;
          subscriber.next({ status, headers: withoutEncoding(headers), bytes: (gate) => pull(body, gate, left) });
          subscriber.complete();
        },
        (error: unknown) => subscriber.error(error),
      );
      return () => {
        if (!handedOver) left.abort();
      };
    });
}

/** Encodings that every `fetch` decodes; it leaves their headers in place. */
const UNDONE = /^(gzip|x-gzip|deflate|br)$/i;

function withoutEncoding(given: Headers): Headers {
  if (!UNDONE.test(given.get('content-encoding') ?? '')) return given;
  const headers = new Headers(given);
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  return headers;
}

function pull(body: ReadableStream<Uint8Array> | null, gate: Gate, left: AbortController): Observable<Uint8Array> {
  return new Observable((subscriber) => {
    const reader = body?.getReader();
    const read = async (): Promise<void> => {
      for (;;) {
        await gate.wait();
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done) break;
        subscriber.next(value);
      }
      subscriber.complete();
    };
    read().catch((error: unknown) => subscriber.error(error));
    return () => left.abort();
  });
}
