import { Gate, type Send } from '@gateway/provider-kit';
import { firstValueFrom, fromEvent, map, NEVER, type Observable, switchMap, takeUntil, toArray } from 'rxjs';

/** Statuses that never have a body; `Response` refuses one. */
const BODILESS = new Set([204, 205, 304]);

/** A `fetch` made of `send`, as far as credential libraries need it: each response is read whole. */
export function toFetch(send: Send): typeof globalThis.fetch {
  return async (input, init = {}) => {
    init.signal?.throwIfAborted();
    const { url, ...request } = await readRequest(new Request(input, init));
    const answer = send(url, request).pipe(
      switchMap(({ status, headers, bytes }) =>
        bytes(new Gate()).pipe(
          toArray(),
          map((parts) => new Response(BODILESS.has(status) ? null : Buffer.concat(parts), { status, headers })),
        ),
      ),
      takeUntil(abortOf(init.signal)),
    );
    return firstValueFrom(answer);
  };
}

/** A request with its body as bytes, in whatever form the body was given. */
async function readRequest(request: Request): Promise<RequestInit & { url: string }> {
  const { url, method, headers } = request;
  return { url, method, headers, body: request.body === null ? null : new Uint8Array(await request.arrayBuffer()) };
}

/** Fails when the signal aborts. */
function abortOf(signal: AbortSignal | null | undefined): Observable<never> {
  if (!signal) return NEVER;
  return fromEvent(signal, 'abort').pipe(
    map(() => {
      throw signal.reason;
    }),
  );
}
