import { ApiError, type StreamEvent } from '@gateway/protocol';
import { defer, map, Observable, switchMap } from 'rxjs';
import type { Dialect } from '../dialect.types.js';
import type { SignedRequest } from '../endpoint.types.js';
import { Gate } from '../gate.js';
import type { ResponseContext } from '../prepare/normalized-request.types.js';
import type { ProviderContext } from '../provider-context.types.js';
import { readBody, readBuffered, readBytes } from './read-body.js';
import { releaseAfterGrace } from './release-after-grace.js';
import { sendInTime } from './send-in-time.js';
import { isOk, type UpstreamResponse } from './send.types.js';
import { SseReader } from './sse-reader.js';
import { StreamTranslation, type TranslationResult } from './stream-translation.js';
import { type AnsweredRequest, toUpstreamError, type UpstreamError } from './to-upstream-error.js';

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
      switchMap((signed) =>
        sendInTime(signed, context, dialect.name).pipe(
          switchMap((response) => {
            this.response = response;
            return this.read(response, signed);
          }),
        ),
      ),
    );
  }

  private read(response: UpstreamResponse, signed: SignedRequest): Observable<Events> {
    const answered = { upstream: this.parts.dialect.name, signed };
    if (!isOk(response)) return this.failed(response, answered);
    const type = response.headers.get('content-type') ?? '';
    return this.parts.responseContext.stream && !/[/+]json|html/.test(type)
      ? this.stream(response, answered)
      : this.whole(response, answered);
  }

  private stream(response: UpstreamResponse, answered: AnsweredRequest): Observable<Events> {
    const { translation } = this;
    return new Observable((subscriber) => {
      const reader = new SseReader();
      const pass = ({ events, problem }: TranslationResult): void => {
        if (events.length > 0) subscriber.next(events);
        if (problem !== undefined) subscriber.error(toChunkError(problem, response, answered));
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

  private whole(response: UpstreamResponse, answered: AnsweredRequest): Observable<Events> {
    const { context, dialect } = this.parts;
    return readBody(response, context.limits).pipe(
      map((body) => {
        const result = this.translation.whole(() => {
          if (typeof body === 'string') throw toPageError(response);
          return dialect.asChunks(body);
        });
        if (result.problem !== undefined) throw toChunkError(result.problem, response, answered);
        return result.events;
      }),
    );
  }

  private failed(response: UpstreamResponse, answered: AnsweredRequest): Observable<Events> {
    const { dialect, context, responseContext } = this.parts;
    return readBuffered(response, context.limits).pipe(
      map((failure) => {
        const result = this.translation.whole(() => {
          const answer = dialect.asAnswer?.(failure);
          if (answer === undefined) throw dialect.toError(failure, responseContext);
          return answer;
        });
        if (result.problem !== undefined) throw toUpstreamError(result.problem.thrown, failure, answered);
        return result.events;
      }),
    );
  }
}

/** The error of a success: what it was read from is a chunk, and its status is the error's own. */
function toChunkError(
  { thrown, chunk }: Required<TranslationResult>['problem'],
  { headers }: UpstreamResponse,
  answered: AnsweredRequest,
): UpstreamError {
  return toUpstreamError(thrown, { headers, body: chunk }, answered);
}

/** A success whose body is no JSON, as proxies and login portals send it. */
function toPageError({ status, headers }: UpstreamResponse): ApiError {
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  return new ApiError('api_error', `upstream returned HTTP ${status}${type === '' ? '' : ` (${type})`}`, {
    status: 502,
  });
}
