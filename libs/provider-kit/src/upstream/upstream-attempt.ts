import { ApiError, type StreamEvent } from '@gateway/protocol';
import { catchError, defer, map, Observable, switchMap } from 'rxjs';
import type { Dialect, BufferedResponse } from '../dialect.types.js';
import type { SignedRequest } from '../endpoint.types.js';
import { Gate } from '../gate.js';
import type { ResponseContext } from '../prepare/normalized-request.types.js';
import type { ProviderContext } from '../provider-context.types.js';
import { toKeyRefusal } from '../keys/key-refusal.js';
import { releaseAfterGrace } from './release-after-grace.js';
import { readBody, readBytes, readBuffered } from './read-body.js';
import { sendInTime } from './in-time.js';
import { isOk, type UpstreamResponse } from './send.types.js';
import { SseReader } from './sse-reader.js';
import { StreamTranslation, type TranslationResult } from './stream-translation.js';
import { toConnectionError, toUnreadableError, UpstreamError } from './to-connection-error.js';
import { withoutCredentials } from './without-secrets.js';

export interface UpstreamAttemptParts {
  readonly context: ProviderContext;
  readonly dialect: Dialect<unknown, unknown>;
  readonly responseContext: ResponseContext;
}

type Events = readonly StreamEvent[];

/** One attempt at a request: it is sent, and the response is read and translated. */
export class UpstreamAttempt {
  /** Pauses the upstream. */
  readonly gate = new Gate();
  readonly translation: StreamTranslation;
  /** The head of the response, once it was received. */
  response: UpstreamResponse | undefined;

  private refused: SignedRequest['refused'];
  /** Of the request, with the credentials. */
  private headers = new Headers();

  constructor(private readonly parts: UpstreamAttemptParts) {
    this.translation = new StreamTranslation(parts.dialect, parts.responseContext);
  }

  /**
   * The events of the response, one list for each read from the upstream that produced any. Fails with an
   * `UpstreamError` or an `ApiError`, after all events that came before the failure.
   */
  batches(sign: () => Promise<SignedRequest>): Observable<Events> {
    const { context, dialect } = this.parts;
    return defer(sign).pipe(
      switchMap((signed) => {
        this.refused = signed.refused;
        this.headers = signed.init.headers;
        return sendInTime(signed, context, dialect.name).pipe(
          switchMap((response) => {
            this.response = response;
            return this.read(response);
          }),
          // A failure from here on comes from the upstream; an earlier one does not.
          catchError((error: unknown) => {
            throw error instanceof UpstreamError ? error : toConnectionError(error, dialect.name);
          }),
        );
      }),
    );
  }

  /** Whether the same request may be accepted with another credential than the one that was refused. */
  hasOtherKey({ failure, error }: UpstreamError): boolean {
    return this.refused?.(toKeyRefusal(failure, error)) ?? false;
  }

  private read(response: UpstreamResponse): Observable<Events> {
    if (!isOk(response)) return this.failed(response);
    const type = response.headers.get('content-type') ?? '';
    return this.parts.responseContext.stream && !/[/+]json|html/.test(type)
      ? this.stream(response)
      : this.whole(response);
  }

  private stream(response: UpstreamResponse): Observable<Events> {
    const { translation } = this;
    return new Observable((subscriber) => {
      const reader = new SseReader();
      const pass = ({ events, problem }: TranslationResult): void => {
        if (events.length > 0) subscriber.next(events);
        if (problem !== undefined) subscriber.error(this.toFailure(problem));
        else if (translation.isOver) subscriber.complete();
      };
      const source = readBytes(response, this.parts.context.limits, this.gate).subscribe({
        next: (bytes) => pass(translation.data(() => reader.push(bytes))),
        error: (error: unknown) => subscriber.error(error),
        complete: () => {
          pass(translation.data(() => reader.end()));
          if (!subscriber.closed) pass(translation.end());
          subscriber.complete();
        },
      });
      return () => releaseAfterGrace(source, translation.isOver);
    });
  }

  private whole(response: UpstreamResponse): Observable<Events> {
    const { context, dialect } = this.parts;
    return readBody(response, context.limits).pipe(
      map((body) => {
        if (typeof body !== 'string') return this.sound(this.translation.whole(() => dialect.asChunks(body)));
        const type = response.headers.get('content-type')?.split(';')[0] ?? '';
        const kind = type === '' ? '' : ` (${type})`;
        throw new ApiError('api_error', `upstream returned HTTP ${response.status}${kind}`, { status: 502 });
      }),
    );
  }

  private failed(response: UpstreamResponse): Observable<Events> {
    const { dialect, context } = this.parts;
    return readBuffered(response, context.limits).pipe(
      map((failure) => {
        const answer = dialect.asAnswer?.(failure);
        if (answer === undefined) throw new UpstreamError(failure, this.toError(failure));
        return this.sound(this.translation.whole(() => answer));
      }),
    );
  }

  private sound({ events, problem }: TranslationResult): Events {
    if (problem !== undefined) throw this.toFailure(problem);
    return events;
  }

  private toError(failure: BufferedResponse): ApiError {
    const { dialect, responseContext: requested } = this.parts;
    try {
      return withoutCredentials(dialect.toError(failure, requested), this.headers);
    } catch (error) {
      return toUnreadableError(error, dialect.name);
    }
  }

  private toFailure({ error, chunk }: Required<TranslationResult>['problem']): UpstreamError {
    const headers = this.response?.headers ?? new Headers();
    const failure = { status: error.status, headers, body: chunk };
    return new UpstreamError(failure, withoutCredentials(error, this.headers));
  }
}
