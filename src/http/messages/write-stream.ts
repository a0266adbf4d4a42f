import { Gate, SilenceTimer } from '@gateway/provider-kit';
import type { ApiError } from '@gateway/protocol';
import { Observable } from 'rxjs';
import type { GatewayResponse } from '../../context/request-context.js';
import { toApiError } from '../../context/to-api-error.js';

/** How to write a source to a response, and what to write when it fails or pauses. */
export interface StreamWriterOptions<T> {
  source(gate: Gate): Observable<T>;
  /** One item as bytes or text; nothing is written for an empty one. */
  encode(item: T): string | Uint8Array;
  /** Sets status and headers: called once, with the first item that is not empty. */
  commit(): void;
  /**
   * The text to write when the source fails after the commit; undefined: the connection is closed, so that the client
   * notices.
   */
  encodeError(error: ApiError): string | undefined;
  /** The error of a source that ends without an item; absent: none. */
  readonly onEmpty?: () => Error;
  /** Written after each period of this many milliseconds without a write since the commit, up to a quarter later. */
  readonly heartbeat?: { readonly every: number; readonly text: string };
}

/**
 * Writes a source to a response, one write an item. The gate is closed while the client reads too slowly; an error
 * before the commit is passed on; unsubscribing, as Nest does when the client disconnects, ends the source at once.
 * Emits one `undefined` when the response is complete.
 */
export function writeStream<T>(response: GatewayResponse, options: StreamWriterOptions<T>): Observable<undefined> {
  return new Observable((subscriber) => {
    const gate = new Gate();
    const { heartbeat } = options;
    let silence: SilenceTimer | undefined;
    const pulse = (): void => {
      // Nothing is added for a client that does not read.
      if (heartbeat !== undefined && !response.writableNeedDrain) response.write(heartbeat.text);
    };
    const done = (): void => {
      subscriber.next(undefined);
      subscriber.complete();
    };
    const drained = (): void => gate.open();
    response.on('drain', drained);
    subscriber.add(() => {
      silence?.stop();
      response.off('drain', drained);
      gate.open();
    });
    subscriber.add(
      options.source(gate).subscribe({
        next: (item) => {
          const bytes = options.encode(item);
          if (bytes.length === 0) return;
          if (!response.headersSent) {
            options.commit();
            if (heartbeat !== undefined) silence = new SilenceTimer(heartbeat.every, pulse);
          } else silence?.restart();
          if (!response.write(bytes)) gate.close();
        },
        error: (error: unknown) => {
          if (!response.headersSent) {
            subscriber.error(error);
            return;
          }
          const failure = toApiError(error);
          response.locals.requestContext.error = failure;
          const words = options.encodeError(failure);
          // After what was written so far; without its end the client knows that more was to come.
          if (words === undefined) response.socket?.destroySoon();
          else response.end(words);
          done();
        },
        complete: () => {
          if (!response.headersSent && options.onEmpty !== undefined) {
            subscriber.error(options.onEmpty());
            return;
          }
          if (!response.headersSent) options.commit();
          response.end();
          done();
        },
      }),
    );
  });
}
