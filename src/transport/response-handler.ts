import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders } from 'node:http';
import { Gate, type UpstreamResponse } from '@gateway/provider-kit';
import { Observable, type Subscriber } from 'rxjs';
import type { Dispatcher } from 'undici';
import { decodeBody, findDecoding } from './decode-body.js';

/** Bytes that may wait for whoever reads them before the upstream is told to pause. */
const HIGH_WATER = 256 * 1024;

/**
 * Makes an answer out of what undici hands over: each read goes at once to whoever listens, or waits a little while
 * he cannot. Unlike undici's own `fetch` it keeps what has arrived when the connection breaks: the reader gets all of
 * it, and the error after it.
 */
export class ResponseHandler implements Dispatcher.DispatchHandler {
  /** A kept connection calls in the context of whoever opened it; log and traces want that of whoever asks. */
  private readonly inContext = AsyncLocalStorage.snapshot();
  private readonly waiting: Uint8Array[] = [];
  private size = 0;
  private over: { readonly error?: Error } | undefined;
  private connection: Dispatcher.DispatchController | undefined;
  private reader: Subscriber<Uint8Array> | undefined;
  private gate = new Gate();
  private hasAnswered = false;
  private isUnwanted = false;

  /** @param head told of the answer when it begins; one that is gone by then does not want it */
  constructor(private readonly head: Subscriber<UpstreamResponse>) {
    head.add(() => {
      if (!this.hasAnswered) this.abort();
    });
  }

  onRequestStart(connection: Dispatcher.DispatchController): void {
    this.connection = connection;
    if (this.isUnwanted) this.abort();
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, received: IncomingHttpHeaders): void {
    // An informational answer comes before the real one.
    if (status < 200) return;
    const headers = toHeaders(received);
    const decoding = findDecoding(headers.get('content-encoding'));
    if (decoding !== undefined) for (const name of ['content-encoding', 'content-length']) headers.delete(name);
    const read = (gate: Gate): Observable<Uint8Array> => this.read(gate);
    const bytes = decoding === undefined ? read : (gate: Gate) => decodeBody(read, gate, decoding);
    this.hasAnswered = true;
    this.inContext(() => {
      this.head.next({ status, headers, bytes });
      this.head.complete();
    });
  }

  onResponseData(connection: Dispatcher.DispatchController, bytes: Uint8Array): void {
    const { reader } = this;
    if (reader !== undefined && !this.gate.isClosed && this.size === 0) {
      this.inContext(() => reader.next(bytes));
      return;
    }
    this.waiting.push(bytes);
    this.size += bytes.length;
    if (this.size > HIGH_WATER) connection.pause();
  }

  onResponseEnd(): void {
    this.finish({});
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.finish({ error });
    this.inContext(() => this.head.error(error));
  }

  /** Nobody wants the answer any more, or the rest of it. */
  private abort(): void {
    this.isUnwanted = true;
    if (this.over === undefined) this.connection?.abort(new Error('nobody reads on'));
  }

  private read(gate: Gate): Observable<Uint8Array> {
    return new Observable((reader) => {
      reader.add(() => this.abort());
      this.reader = reader;
      this.gate = gate;
      gate.steer({ pause: () => undefined, resume: () => this.flow() });
      if (!gate.isClosed) this.flow();
      if (this.over !== undefined) this.finish(this.over);
    });
  }

  /** What has waited goes to the reader, and the connection goes on. */
  private flow(): void {
    this.release();
    // Not at once: this may be within a call of another connection, and undici does one thing at a time.
    queueMicrotask(() => {
      if (!this.gate.isClosed && !this.isUnwanted && this.over === undefined) this.connection?.resume();
    });
  }

  private release(): void {
    const [first, ...others] = this.waiting.splice(0);
    this.size = 0;
    if (first !== undefined) this.reader?.next(others.length === 0 ? first : Buffer.concat([first, ...others]));
  }

  private finish(over: { readonly error?: Error }): void {
    this.over = over;
    const { reader } = this;
    if (reader === undefined) return;
    this.inContext(() => {
      // All that has come, whether it can be written at once or not.
      this.release();
      if (over.error === undefined) reader.complete();
      else reader.error(over.error);
    });
  }
}

function toHeaders(received: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(received)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  return headers;
}
