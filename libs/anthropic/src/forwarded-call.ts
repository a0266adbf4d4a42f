import { ApiError } from '@gateway/protocol';
import {
  bufferResponse,
  type Call,
  type BufferedResponse,
  inTime,
  type KeyRefusal,
  type ProviderContext,
  readRetryAfter,
  refuseDegraded,
  RequestCorrector,
  toConnectionError,
  toErrorType,
  toKeyRefusal,
  toPause,
  type UpstreamResponse,
} from '@gateway/provider-kit';
import { catchError, defer, map, type Observable, of, retry, switchMap, throwError, timer } from 'rxjs';
import { toUpstreamHeaders } from './forward-headers.js';
import type { Forwarding, Operation } from './forwarding.types.js';
import type { PassthroughEndpoint } from './passthrough-endpoint.types.js';
import { planHistory } from './splice/plan-history.js';
import { removeNested } from './splice/remove-nested.js';
import { spliceBody } from './splice/splice-body.js';
import { toForwarding } from './to-forwarding.js';

export interface PassthroughParts {
  /** Its name in errors. */
  readonly name: string;
  readonly context: ProviderContext;
  readonly endpoint: PassthroughEndpoint;
}

/** A request in the form in which it is sent. */
export interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  refused?(refusal: KeyRefusal): boolean;
}

/** The most keys that one call is tried with. */
const MAX_KEYS = 10;

/** One call to the upstream, however often it is sent. */
export class ForwardedCall {
  private readonly corrector: RequestCorrector<Forwarding, unknown>;
  private keys = 1;

  constructor(
    private readonly parts: PassthroughParts,
    private readonly call: Call,
    private readonly operation: Operation,
  ) {
    const { context, endpoint, name } = parts;
    const { route, changes } = call;
    const upstream = operation === 'messages' ? name : `${name} ${operation}`;
    const target = { upstream, model: route.model };
    this.corrector = new RequestCorrector({
      context,
      target,
      table: endpoint.limits?.corrections,
      source: undefined,
      changes,
    });
  }

  /** The first request of the call. */
  async prepare(): Promise<Outgoing> {
    return this.toOutgoing(this.forwarding());
  }

  /** The head of the response. A refusal is the response, unless another key or a correction may succeed. */
  send(): Observable<UpstreamResponse> {
    return defer(() => this.ask(this.forwarding()));
  }

  private forwarding(): Forwarding {
    return this.corrector.applyKnown(toForwarding(this.call, this.operation, this.parts.endpoint.limits));
  }

  private async toOutgoing(forwarding: Forwarding): Promise<Outgoing> {
    const { call, operation, parts } = this;
    const target = await parts.endpoint.target(call, operation);
    const plan = planHistory(call.request.messages);
    for (const change of plan.changes) call.changes.add(change);
    const body = spliceBody(call.rawBody, plan, { ...forwarding.fields, ...target.fields });
    return { ...target, headers: this.toHeaders(forwarding), body: removeNested(body, forwarding.removed) };
  }

  private toHeaders({ betas }: Forwarding): Record<string, string> {
    const { limits } = this.parts.endpoint;
    if (limits === undefined) return toUpstreamHeaders(this.call.headers);
    const { 'anthropic-beta': _, ...headers } = toUpstreamHeaders(this.call.headers, limits.headers);
    return betas.length === 0 ? headers : { ...headers, 'anthropic-beta': betas.join(',') };
  }

  private ask(forwarding: Forwarding): Observable<UpstreamResponse> {
    const { context, name } = this.parts;
    return defer(() => this.toOutgoing(forwarding)).pipe(
      switchMap((outgoing) => {
        if (this.operation === 'messages') refuseDegraded(context, this.call.changes, name);
        return this.transmit(outgoing).pipe(
          catchError(this.fail),
          map((response) => ({ response, outgoing })),
        );
      }),
      switchMap(({ response, outgoing }) => {
        if (response.status < 400 || response.status >= 500) return of(response);
        return bufferResponse(response, context.limits).pipe(
          catchError(this.fail),
          switchMap(({ failure, response: buffered }) => this.recover(failure, outgoing, forwarding) ?? of(buffered)),
        );
      }),
    );
  }

  private recover(
    failure: BufferedResponse,
    outgoing: Outgoing,
    sent: Forwarding,
  ): Observable<UpstreamResponse> | undefined {
    const { context, name } = this.parts;
    const corrected = this.corrector.correct(failure, sent);
    if (corrected !== undefined) return this.ask(corrected);
    if (outgoing.refused?.(toKeyRefusal(failure, toError(failure))) !== true || this.keys++ >= MAX_KEYS)
      return undefined;
    context.log.warn({ status: failure.status, backend: name }, 'another key is tried');
    return this.ask(sent);
  }

  private readonly fail = (error: unknown): never => {
    throw toConnectionError(error, this.parts.name);
  };

  /** Sends a request, and again where the connection failed. */
  private transmit({ url, headers, credentials, body }: Outgoing): Observable<UpstreamResponse> {
    const { context, name } = this.parts;
    const { retries, firstByte } = context.limits;
    return context.send(url, { method: 'POST', headers: { ...headers, ...credentials }, body }).pipe(
      inTime({ first: firstByte, what: 'to answer' }),
      retry({
        count: retries,
        delay: (error: unknown) => {
          const failed = toConnectionError(error, name);
          return failed.status === 502 ? timer(toPause(failed)) : throwError(() => failed);
        },
      }),
    );
  }
}

function toError({ status, headers }: BufferedResponse): ApiError {
  return new ApiError(toErrorType(status), '', { status, headers: readRetryAfter(headers, '') });
}
