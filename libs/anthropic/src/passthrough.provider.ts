import { ApiError } from '@gateway/protocol';
import {
  allInTime,
  type AnswerFacts,
  type ByteReply,
  type Call,
  type Gate,
  inTime,
  isOk,
  letGo,
  toPause,
  type Provider,
  type ProviderContext,
  readBytes,
  readRetryAfter,
  refuseDegraded,
  toConnectionError,
  toErrorType,
  type UpstreamRequest,
  type UpstreamResponse,
  withoutSecrets,
} from '@gateway/provider-kit';
import { catchError, defer, map, Observable, of, retry, switchMap, throwError, timer } from 'rxjs';
import { findForeignReply } from './find-foreign-reply.js';
import { toClientHeaders, toUpstreamHeaders } from './forward-headers.js';
import type { Operation, PassthroughEndpoint } from './passthrough-endpoint.types.js';
import { readUsageTap, type UsageTap } from './read-usage-tap.js';
import { planHistory } from './splice/plan-history.js';
import { spliceBody } from './splice/splice-body.js';

export interface PassthroughParts {
  /** As errors name it. */
  readonly name: string;
  readonly context: ProviderContext;
  readonly endpoint: PassthroughEndpoint;
}

interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  refused(error: ApiError): boolean;
}

type InTotal = ReturnType<typeof allInTime>;

/** Keys that one call is tried with at most. */
const MAX_KEYS = 10;

/**
 * Hands bytes on, both ways: to an upstream that speaks the client's language the gateway is to be invisible.
 * Whatever the upstream answers, errors included, is the answer; only where it cannot be reached does the gateway
 * speak for itself.
 */
export class PassthroughProvider implements Provider {
  constructor(private readonly parts: PassthroughParts) {}

  open(call: Call): Observable<ByteReply> {
    return this.forward(call, 'messages');
  }

  countTokens(call: Call): Observable<ByteReply> {
    return this.forward(call, 'count_tokens');
  }

  async explain(call: Call): Promise<UpstreamRequest> {
    const { url, headers, body } = await this.prepare(call, 'messages');
    const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
    return { method: 'POST', url: withoutSecrets(url), headers, body: parsed };
  }

  private forward(call: Call, operation: Operation): Observable<ByteReply> {
    return defer(() => {
      const inTotal = allInTime(this.parts.context.limits.total);
      return this.ask(call, operation).pipe(
        inTotal,
        map((response) => {
          const foreign = findForeignReply(response, this.parts.name);
          if (foreign === undefined) return this.toReply(response, operation, inTotal);
          letGo(response);
          throw foreign;
        }),
        catchError(this.fail),
      );
    });
  }

  private async prepare(call: Call, operation: Operation): Promise<Outgoing> {
    const target = await this.parts.endpoint.target(call, operation);
    const plan = planHistory(call.request.messages);
    for (const change of plan.changes) call.changes.add(change);
    const body = spliceBody(call.rawBody, plan, target.fields);
    return {
      ...target,
      refused: (error) => target.refused?.(error) ?? false,
      headers: toUpstreamHeaders(call.headers),
      body,
    };
  }

  /** The head of the answer: an upstream's refusal is its answer, unless another key may be let in. */
  private ask(call: Call, operation: Operation, keys = 1): Observable<UpstreamResponse> {
    const { context, name } = this.parts;
    return defer(() => this.prepare(call, operation)).pipe(
      switchMap((outgoing) => {
        if (operation === 'messages') refuseDegraded(context, call.changes, name);
        return this.send(outgoing).pipe(map((response) => ({ response, outgoing })));
      }),
      switchMap(({ response, outgoing }) => {
        if (isOk(response) || !outgoing.refused(toRefusal(response)) || keys >= MAX_KEYS) return of(response);
        context.log.warn({ status: response.status, backend: name }, 'another key is tried');
        letGo(response);
        return this.ask(call, operation, keys + 1);
      }),
    );
  }

  /** Sends a request, and again where the connection failed. */
  private send({ url, headers, credentials, body }: Outgoing): Observable<UpstreamResponse> {
    const { context } = this.parts;
    const { retries, firstByte } = context.limits;
    return context.send(url, { method: 'POST', headers: { ...headers, ...credentials }, body }).pipe(
      inTime({ first: firstByte, what: 'to answer' }),
      retry({
        count: retries,
        delay: (error: unknown) => {
          const failed = toConnectionError(error, this.parts.name);
          return failed.status === 502 ? timer(toPause(failed)) : throwError(() => failed);
        },
      }),
    );
  }

  private toReply(response: UpstreamResponse, operation: Operation, inTotal: InTotal): ByteReply {
    const { status } = response;
    const headers = toClientHeaders(response.headers);
    const bytes = (gate: Gate): Observable<Uint8Array> =>
      readBytes(response, this.parts.context.limits, gate).pipe(inTotal, catchError(this.fail));
    if (!isOk(response) || operation !== 'messages') return { status, headers, bytes };
    return { status, headers, ...tapped(bytes, readUsageTap(headers['content-type'] ?? '')) };
  }

  private readonly fail = (error: unknown): never => {
    throw toConnectionError(error, this.parts.name);
  };
}

/** The bytes as they come. The tap reads what has already left. */
function tapped(
  bytes: (gate: Gate) => Observable<Uint8Array>,
  tap: UsageTap,
): Required<Pick<ByteReply, 'bytes' | 'facts'>> {
  const { promise: facts, resolve } = Promise.withResolvers<AnswerFacts>();
  return {
    facts,
    bytes: (gate) =>
      new Observable((subscriber) => {
        subscriber.add(() => resolve(tap.end()));
        const source = bytes(gate).subscribe({
          next: (some) => {
            subscriber.next(some);
            tap.push(some);
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        });
        subscriber.add(source);
      }),
  };
}

/** A refusal as the keys take notice of it. */
function toRefusal({ status, headers }: UpstreamResponse): ApiError {
  return new ApiError(toErrorType(status), '', { status, headers: readRetryAfter(headers, '') });
}
