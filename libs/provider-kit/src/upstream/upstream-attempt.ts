import type { StreamEvent } from '@gateway/protocol';
import { catchError, concat, defer, EMPTY, map, Observable, of, switchMap } from 'rxjs';
import type { Dialect } from '../dialect.types.js';
import type { SignedRequest } from '../endpoint.types.js';
import { Gate } from '../gate.js';
import type { ResponseContext } from '../prepare/normalized-request.types.js';
import type { ProviderContext } from '../provider-context.types.js';
import { AnswerReader } from './answer.reader.js';
import { handOver } from './hand-over.js';
import { readBuffered } from './read-body.js';
import { releaseAfterGrace } from './release-after-grace.js';
import { sendInTime } from './send-in-time.js';
import { isOk, type UpstreamResponse } from './send.types.js';
import { StreamTranslation, type TranslationResult } from './stream-translation.js';
import { type AnsweredRequest, toUpstreamError, type UpstreamError } from './to-upstream-error.js';

export interface UpstreamAttemptParts {
  readonly context: ProviderContext;
  readonly dialect: Dialect<unknown, unknown>;
  readonly responseContext: ResponseContext;
}

type Events = readonly StreamEvent[];

/** Requests for one response at most (contract §11.1). */
const MAX_HOPS = 64;

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
    return handOver(defer(sign), (signed) => {
      const { dialect, responseContext } = this.parts;
      if (dialect.toNextBody === undefined) return this.exchange(signed);
      const isHeld = dialect.traits(responseContext.model).continues === true;
      return concat(this.exchange(signed), this.continued(withoutBody(signed), toBodySource(signed, isHeld, sign), 1));
    });
  }

  /** One request and the events of its response. */
  private exchange(signed: SignedRequest): Observable<Events> {
    const { context, dialect } = this.parts;
    const sent = withoutBody(signed);
    return handOver(sendInTime(signed, context, dialect.name), (response) => {
      this.response = response;
      return this.read(response, sent);
    });
  }

  /**
   * The further parts of a response that the upstream has paused: the same request with the token of the part before,
   * at the same place with the same key. Where a part fails, the message ends with what there is (contract §11.1).
   *
   * @param body makes the body of the first request
   * @param hops parts that there were so far
   */
  private continued(sent: SignedRequest, body: BodySource, hops: number): Observable<Events> {
    return defer(() => {
      const { translation } = this;
      const { context, dialect, responseContext } = this.parts;
      const token = translation.continuation;
      const toNextBody = dialect.toNextBody?.bind(dialect);
      if (token === undefined || toNextBody === undefined) return EMPTY;
      if (hops >= MAX_HOPS) return of(translation.finish().events);
      context.log.info({ model: responseContext.model, backend: dialect.name, hop: hops + 1 }, 'response continued');
      translation.resume();
      const next = defer(body).pipe(
        switchMap((first) => this.exchange({ ...sent, init: { ...sent.init, body: toNextBody(first, token) } })),
        catchError((error: unknown) => {
          const cut = translation.cutOff();
          if (cut === undefined) throw error;
          context.log.warn({ backend: dialect.name, hop: hops + 1, error: String(error) }, 'continuation failed');
          return of(cut.events);
        }),
      );
      return concat(next, this.continued(sent, body, hops + 1));
    });
  }

  private read(response: UpstreamResponse, signed: SignedRequest): Observable<Events> {
    const answered = { upstream: this.parts.dialect.name, signed };
    if (!isOk(response)) return this.failed(response, answered);
    return this.succeeded(response, answered);
  }

  private succeeded(response: UpstreamResponse, answered: AnsweredRequest): Observable<Events> {
    const { translation } = this;
    const { dialect } = this.parts;
    return new Observable((subscriber) => {
      const reader = new AnswerReader(translation, dialect, response);
      const pass = ({ events, problem }: TranslationResult): void => {
        if (events.length > 0) subscriber.next(events);
        if (problem !== undefined) subscriber.error(toChunkError(problem, response, answered));
        else if (translation.isOver) subscriber.complete();
      };
      const source = response.bytes(this.gate).subscribe({
        next: (bytes) => pass(reader.push(bytes)),
        error: (error: unknown) => subscriber.error(error),
        complete: () => {
          pass(reader.end());
          subscriber.complete();
        },
      });
      return () => releaseAfterGrace(source, translation.isOver);
    });
  }

  private failed(response: UpstreamResponse, answered: AnsweredRequest): Observable<Events> {
    const { dialect, responseContext } = this.parts;
    return readBuffered(response).pipe(
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

/** Makes the serialized body of a request once more. */
type BodySource = () => Promise<string>;

/**
 * A serialized body stays in memory only where a further part of the response is expected; elsewhere the request is
 * signed again, and only its body is used.
 */
function toBodySource(signed: SignedRequest, isHeld: boolean, sign: () => Promise<SignedRequest>): BodySource {
  if (!isHeld) return async () => (await sign()).init.body as string;
  const body = signed.init.body as string;
  return () => Promise.resolve(body);
}

/** The request without what is large; its headers are needed until the response has ended. */
function withoutBody(signed: SignedRequest): SignedRequest {
  return { ...signed, init: { ...signed.init, body: null } };
}

/** The error of a success: what it was read from is a chunk, and its status is the error's own. */
function toChunkError(
  { thrown, chunk }: Required<TranslationResult>['problem'],
  { headers }: UpstreamResponse,
  answered: AnsweredRequest,
): UpstreamError {
  return toUpstreamError(thrown, { headers, body: chunk }, answered);
}
