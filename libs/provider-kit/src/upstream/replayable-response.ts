import { dematerialize, from, map, materialize, type Observable, type ObservableNotification, toArray } from 'rxjs';
import type { BufferedResponse } from '../failure/buffered-response.types.js';
import { joinBytes, parseBody, readWithin } from './read-body.js';
import type { UpstreamResponse } from './send.types.js';

/**
 * A refusal that was read to its end: it can be examined, and still be forwarded unchanged. Its bytes are
 * replayed, and the error of the connection where there was one.
 */
export interface ReplayableResponse extends BufferedResponse, UpstreamResponse {}

/** Reads a refusal to its end. */
export function bufferResponse(response: UpstreamResponse): Observable<ReplayableResponse> {
  const { status, headers } = response;
  return readWithin(response).pipe(
    materialize(),
    toArray<ObservableNotification<Uint8Array>>(),
    map((notifications) => {
      const parts = notifications.flatMap((each) => (each.kind === 'N' ? [each.value] : []));
      const body = parseBody(new TextDecoder().decode(joinBytes(parts)));
      const bytes = (): Observable<Uint8Array> => from(notifications).pipe(dematerialize());
      return { status, headers, body, bytes };
    }),
  );
}
