import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders } from 'node:http';
import { Gate, type UpstreamResponse } from '@gateway/provider-kit';
import { Observable, type Subscriber } from 'rxjs';
import type { Dispatcher } from 'undici';
import { decodeBody, findDecoding } from './decode-body.js';

/** Bytes that are buffered for the subscriber before the upstream is paused. */
const HIGH_WATER = 256 * 1024;

/**
 * Makes a response from undici's callbacks: each read goes to the subscriber at once, or is buffered for a short time
 * while there is none. Unlike undici's own `fetch` it keeps what has arrived when the connection breaks: the
 * subscriber gets all of it, and the error after it.
 */
export class ResponseHandler implements Dispatcher.DispatchHandler {
  /**
   * A kept connection calls back in the async context of the request that opened it; log and traces need the context
   * of the present request.
   */
  private readonly inContext = AsyncLocalStorage.snapshot();
  private readonly waiting: Uint8Array[] = [];
  private size = 0;
  private over: { readonly error?: Error } | undefined;
  private connection: Dispatcher.DispatchController | undefined;
  private reader: Subscriber<Uint8Array> | undefined;
  private gate = new Gate();
  private hasAnswered = false;
  private isUnwanted = false;

  /** @param head receives the response when it begins; it may be unsubscribed by then */
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
    // An informational response comes before the real one.
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
      this.inContext(deliver, reader, bytes);
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

  /** The response, or the rest of it, is not needed any more. */
  private abort(): void {
    this.isUnwanted = true;
    if (this.over === undefined) this.connection?.abort(new Error('the response has no reader'));
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

  /** The buffer goes to the subscriber, and the connection continues. */
  private flow(): void {
    this.release();
    // Not at once: this may run within a callback of another connection, and undici cannot be re-entered.
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
      // All that has arrived, whether it can be written at once or not.
      this.release();
      if (over.error === undefined) reader.complete();
      else reader.error(over.error);
    });
  }
}

function deliver(reader: Subscriber<Uint8Array>, bytes: Uint8Array): void {
  reader.next(bytes);
}

function toHeaders(received: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(received)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  return headers;
}
