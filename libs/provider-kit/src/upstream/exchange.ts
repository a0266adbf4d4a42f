import { ApiError, MessageWriter, type StreamEvent } from '@gateway/protocol';
import { catchError, defer, map, Observable, switchMap } from 'rxjs';
import type { Dialect, Failure, Translator } from '../dialect.types.js';
import type { SignedRequest } from '../endpoint.types.js';
import { Gate } from '../gate.js';
import type { Asked } from '../prepare/prepared.types.js';
import type { ProviderContext } from '../provider-context.types.js';
import { inTime } from './in-time.js';
import { letEnd } from './let-end.js';
import { readBody, readBytes, readFailure } from './read-body.js';
import { isOk, type UpstreamResponse } from './send.types.js';
import { SseReader } from './sse-reader.js';
import { toConnectionError } from './to-connection-error.js';
import { toUnreadableError } from './to-unreadable-error.js';

/** An upstream that answered with a failure: by its status, or by a chunk of a 200. */
export class UpstreamFailure extends Error {
  constructor(
    readonly failure: Failure,
    readonly error: ApiError,
  ) {
    super(error.message);
  }
}

export interface ExchangeParts {
  readonly context: ProviderContext;
  readonly dialect: Dialect<unknown, unknown>;
  readonly asked: Asked;
}

type Events = readonly StreamEvent[];

/** One try at one question: a request is sent, its answer is read, translated and written down by the pen. */
export class Exchange {
  readonly writer: MessageWriter;
  /** Holds the upstream back. */
  readonly gate = new Gate();
  /** The head of the answer, once it is there. */
  response: UpstreamResponse | undefined;

  private refused: SignedRequest['refused'];
  private readonly translator: Translator<unknown>;
  private chunk: unknown;

  constructor(private readonly parts: ExchangeParts) {
    this.writer = new MessageWriter(parts.asked.writing);
    this.translator = parts.dialect.translator(this.writer, parts.asked);
  }

  /**
   * The events of the answer to this request, one list for each read of the upstream that brought any. Fails with
   * an `UpstreamFailure` or an `ApiError`, after everything that was said before it.
   */
  batches(sign: () => Promise<SignedRequest>): Observable<Events> {
    return defer(sign).pipe(
      switchMap((signed) => {
        this.refused = signed.refused;
        return send(this.parts, signed);
      }),
      switchMap((response) => this.read(response)),
    );
  }

  /** Whether the same request may be let in with another credential than the one that was refused. */
  hasOtherKey(error: ApiError): boolean {
    return this.refused?.(error) ?? false;
  }

  private read(response: UpstreamResponse): Observable<Events> {
    this.response = response;
    const type = response.headers.get('content-type') ?? '';
    if (!isOk(response)) return this.failed(response);
    return this.parts.asked.stream && !/[/+]json|html/.test(type) ? this.stream(response) : this.whole(response);
  }

  private failed(response: UpstreamResponse): Observable<Events> {
    const { dialect, context } = this.parts;
    return readFailure(response, context.limits).pipe(
      map((failure) => {
        const answer = dialect.asAnswer?.(failure);
        if (answer === undefined) throw new UpstreamFailure(failure, this.toError(failure));
        return this.tell(() => answer);
      }),
    );
  }

  private toError(failure: Failure): ApiError {
    const { dialect, asked } = this.parts;
    try {
      return dialect.toError(failure, asked);
    } catch (error) {
      return toUnreadableError(error, dialect.name);
    }
  }

  private stream(response: UpstreamResponse): Observable<Events> {
    const { context } = this.parts;
    return new Observable((subscriber) => {
      const reader = new SseReader();
      const hear = (say: () => void): void => {
        const problem = this.try(say);
        const events = this.writer.take();
        if (events.length > 0) subscriber.next(events);
        if (problem !== undefined) subscriber.error(this.toFailure(problem));
        else if (this.writer.finished) subscriber.complete();
      };
      const source = readBytes(response, context.limits, this.gate).subscribe({
        next: (bytes) => hear(() => this.readData(reader.push(bytes))),
        error: (error: unknown) => subscriber.error(error),
        complete: () => {
          hear(() => this.readData(reader.end()));
          if (!subscriber.closed) hear(() => this.translator.end(false));
          subscriber.complete();
        },
      });
      return () => letEnd(source, this.writer.finished);
    });
  }

  private whole(response: UpstreamResponse): Observable<Events> {
    const { context, dialect } = this.parts;
    return readBody(response, context.limits).pipe(
      map((body) => {
        if (typeof body !== 'string') return this.tell(() => dialect.asChunks(body));
        const type = response.headers.get('content-type')?.split(';')[0] ?? '';
        const kind = type === '' ? '' : ` (${type})`;
        throw new ApiError('api_error', `upstream returned HTTP ${response.status}${kind}`, { status: 502 });
      }),
    );
  }

  /** All of an answer at once. */
  private tell(chunks: () => readonly unknown[]): Events {
    const problem = this.try(() => {
      for (const chunk of chunks()) this.push(chunk);
      if (!this.writer.finished) this.translator.end(true);
    });
    if (problem !== undefined) throw this.toFailure(problem);
    return this.writer.take();
  }

  private readData(data: readonly string[]): void {
    const { endMarker } = this.parts.dialect;
    for (const item of data) {
      if (this.writer.finished || item.trim() === '') continue;
      if (item === endMarker) this.translator.end(true);
      else this.push(parseChunk(item));
    }
  }

  private push(chunk: unknown): void {
    this.chunk = chunk;
    this.translator.push(chunk);
  }

  /** What a translator throws, instead of throwing it: what was said before goes out first. */
  private try(what: () => void): ApiError | undefined {
    try {
      what();
      return undefined;
    } catch (error) {
      return toUnreadableError(error, this.parts.dialect.name);
    }
  }

  private toFailure(problem: ApiError): UpstreamFailure {
    const headers = this.response?.headers ?? new Headers();
    return new UpstreamFailure({ status: problem.status, headers, body: this.chunk }, problem);
  }
}

/** Sends a request; says the head of the answer, which may not take longer than the limits allow. */
export function send(
  { context, dialect }: Pick<ExchangeParts, 'context' | 'dialect'>,
  { url, init }: SignedRequest,
): Observable<UpstreamResponse> {
  return context.send(url, init).pipe(
    inTime({ first: context.limits.firstByte, what: 'to answer' }),
    catchError((error: unknown) => {
      throw toConnectionError(error, dialect.name);
    }),
  );
}

function parseChunk(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch (cause) {
    throw new ApiError('api_error', 'the upstream sent a chunk that is not JSON', { cause });
  }
}
