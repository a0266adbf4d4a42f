import type { IncomingHttpHeaders } from 'node:http';
import type { Gate, UpstreamResponse } from '@gateway/provider-kit';
import { Observable, type Subscriber } from 'rxjs';
import type { Dispatcher } from 'undici';
import { decodeBody, findDecoding } from './decode-body.js';

/** Bytes that may wait for whoever reads them before the upstream is told to pause. */
const HIGH_WATER = 256 * 1024;

/**
 * Makes an answer out of what undici hands over: each read goes at once to whoever listens. Unlike undici's own
 * `fetch` it keeps what has arrived when the connection breaks: the reader gets all of it, and the error after it.
 */
export class ResponseHandler implements Dispatcher.DispatchHandler {
  private readonly early: Uint8Array[] = [];
  private size = 0;
  private over: { readonly error?: Error } | undefined;
  private connection: Dispatcher.DispatchController | undefined;
  private reader: Subscriber<Uint8Array> | undefined;
  private hasAnswered = false;
  private isUnwanted = false;

  /** @param head told of the answer when it begins; one that is gone by then does not want it */
  constructor(private readonly head: Subscriber<UpstreamResponse>) {
    head.add(() => {
      if (!this.hasAnswered) this.hangUp();
    });
  }

  onRequestStart(connection: Dispatcher.DispatchController): void {
    this.connection = connection;
    if (this.isUnwanted) this.hangUp();
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, received: IncomingHttpHeaders): void {
    // An informational answer comes before the real one.
    if (status < 200) return;
    const headers = toHeaders(received);
    const decoding = findDecoding(headers.get('content-encoding'));
    if (decoding !== undefined) for (const name of ['content-encoding', 'content-length']) headers.delete(name);
    const bytes = (gate: Gate): Observable<Uint8Array> =>
      decoding === undefined ? this.read(gate) : decodeBody(this.read(gate), decoding);
    this.hasAnswered = true;
    this.head.next({ status, headers, bytes });
    this.head.complete();
  }

  onResponseData(connection: Dispatcher.DispatchController, bytes: Uint8Array): void {
    if (this.reader !== undefined) {
      this.reader.next(bytes);
      return;
    }
    this.early.push(bytes);
    this.size += bytes.length;
    if (this.size > HIGH_WATER) connection.pause();
  }

  onResponseEnd(): void {
    this.finish({});
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.finish({ error });
    this.head.error(error);
  }

  /** Nobody wants the answer any more, or the rest of it. */
  private hangUp(): void {
    this.isUnwanted = true;
    if (this.over === undefined) this.connection?.abort(new Error('nobody reads on'));
  }

  private read(gate: Gate): Observable<Uint8Array> {
    return new Observable((reader) => {
      this.reader = reader;
      for (const bytes of this.early.splice(0)) reader.next(bytes);
      if (this.over !== undefined) this.tell(this.over);
      else if (!gate.isClosed) this.connection?.resume();
      gate.steer({ pause: () => this.connection?.pause(), resume: () => this.connection?.resume() });
      return () => this.hangUp();
    });
  }

  private finish(over: { readonly error?: Error }): void {
    this.over = over;
    this.tell(over);
  }

  private tell({ error }: { readonly error?: Error }): void {
    if (error === undefined) this.reader?.complete();
    else this.reader?.error(error);
  }
}

function toHeaders(received: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(received)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  return headers;
}
