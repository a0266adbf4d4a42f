import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { decodeBody } from './decode-body.js';

/** Bytes that may wait unread before the upstream is told to pause. */
const HIGH_WATER = 256 * 1024;
/** Statuses that never have a body; `Response` refuses one. */
const BODILESS = new Set([204, 205, 304]);

/**
 * Makes a `Response` out of what undici hands over. Unlike undici's own `fetch` it keeps what has arrived when the
 * connection breaks: the reader gets all of it, and the error after it.
 */
export class ResponseHandler implements Dispatcher.DispatchHandler {
  private readonly head = Promise.withResolvers<Response>();
  private readonly queue: Uint8Array[] = [];
  private size = 0;
  private over: { error?: Error } | undefined;
  private connection: Dispatcher.DispatchController | undefined;
  private wake: (() => void) | undefined;

  constructor(private readonly signal: AbortSignal | undefined) {}

  /** Resolves with the head of the response. */
  get response(): Promise<Response> {
    return this.head.promise;
  }

  onRequestStart(connection: Dispatcher.DispatchController): void {
    this.connection = connection;
    if (this.signal?.aborted === true) this.hangUp();
    else this.signal?.addEventListener('abort', this.hangUp, { once: true });
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // An informational answer comes before the real one.
    if (status < 200) return;
    const body = new ReadableStream<Uint8Array>(
      { pull: (sink) => this.pull(sink), cancel: () => this.connection?.abort(new Error('the body was cancelled')) },
      { highWaterMark: 0 },
    );
    const decoded = decodeBody(body, toHeaders(headers));
    this.head.resolve(new Response(BODILESS.has(status) ? null : decoded.body, { status, headers: decoded.headers }));
  }

  onResponseData(connection: Dispatcher.DispatchController, bytes: Uint8Array): void {
    this.queue.push(bytes);
    this.size += bytes.length;
    if (this.size > HIGH_WATER) connection.pause();
    this.wake?.();
  }

  onResponseEnd(): void {
    this.finish({});
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.finish({ error });
    this.head.reject(error);
  }

  private readonly hangUp = (): void => {
    const reason: unknown = this.signal?.reason;
    this.connection?.abort(reason instanceof Error ? reason : new Error('aborted'));
  };

  private finish(over: { error?: Error }): void {
    this.signal?.removeEventListener('abort', this.hangUp);
    this.over = over;
    this.wake?.();
  }

  private async pull(sink: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    while (this.size === 0 && this.over === undefined) {
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    if (this.size > 0) {
      const { queue } = this;
      sink.enqueue(queue.length === 1 ? (queue[0] as Uint8Array<ArrayBuffer>) : Buffer.concat(queue));
      queue.length = 0;
      this.size = 0;
      if (this.connection?.paused === true) this.connection.resume();
    } else if (this.over?.error !== undefined) sink.error(this.over.error);
    else sink.close();
  }
}

function toHeaders(received: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(received)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  return headers;
}
