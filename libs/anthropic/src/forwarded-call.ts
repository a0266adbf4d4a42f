import { ApiError } from '@gateway/protocol';
import {
  bufferResponse,
  type BufferedResponse,
  type Call,
  discard,
  type ProviderContext,
  readRetryAfter,
  refuseDegraded,
  RequestCorrector,
  RetryLoop,
  sendInTime,
  type SignedRequest,
  toErrorType,
  toUpstreamError,
  UpstreamError,
  type UpstreamResponse,
} from '@gateway/provider-kit';
import { catchError, defer, map, type Observable, of, switchMap, throwError } from 'rxjs';
import { findForeignReply } from './find-foreign-reply.js';
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

/** A request as it is sent, and its headers without the credentials. */
export interface Outgoing {
  readonly signed: SignedRequest;
  readonly shownHeaders: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Every status is a reply: only a failed connection is followed by the same request. */
const REPEATED: ReadonlySet<number> = new Set();

/** One call to the upstream, however often it is sent. */
export class ForwardedCall {
  private readonly corrector: RequestCorrector<Forwarding, unknown>;
  private readonly loop: RetryLoop<Forwarding, unknown>;
  /** The refusal that the last attempt met: the reply, where nothing mends it. */
  private refusal: UpstreamResponse | undefined;

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
    const { corrector } = this;
    this.loop = new RetryLoop({ context, upstream: name, model: route.model, corrector, repeated: REPEATED });
  }

  /** The first request of the call. */
  async prepare(): Promise<Outgoing> {
    return this.toOutgoing(this.forwarding());
  }

  /** The response that is the reply. A refusal is the reply, unless another key or a correction mends it. */
  send(): Observable<UpstreamResponse> {
    return defer(() => this.loop.run(this.forwarding(), (forwarding) => this.attempt(forwarding))).pipe(
      catchError((error: unknown) =>
        error instanceof UpstreamError && this.refusal !== undefined ? of(this.refusal) : throwError(() => error),
      ),
    );
  }

  private forwarding(): Forwarding {
    return this.corrector.applyKnown(toForwarding(this.call, this.operation, this.parts.endpoint.limits));
  }

  private async toOutgoing(forwarding: Forwarding): Promise<Outgoing> {
    const { call, operation, parts } = this;
    const { url, credentials, refused, fields } = await parts.endpoint.target(call, operation);
    const plan = planHistory(call.request.messages, parts.endpoint.keepsUnsignedThinking);
    for (const change of plan.changes) call.changes.add(change);
    const body = removeNested(spliceBody(call.rawBody, plan, { ...forwarding.fields, ...fields }), forwarding.removed);
    const shownHeaders = this.toHeaders(forwarding);
    const headers = new Headers({ ...shownHeaders, ...credentials });
    const init = { method: 'POST', headers, body };
    return { signed: { url, init, ...(refused && { refused }) }, shownHeaders, body };
  }

  private toHeaders({ betas }: Forwarding): Record<string, string> {
    const { limits } = this.parts.endpoint;
    if (limits === undefined) return toUpstreamHeaders(this.call.headers);
    const { 'anthropic-beta': _, ...headers } = toUpstreamHeaders(this.call.headers, limits.headers);
    return betas.length === 0 ? headers : { ...headers, 'anthropic-beta': betas.join(',') };
  }

  private attempt(forwarding: Forwarding): Observable<UpstreamResponse> {
    const { context, name } = this.parts;
    return defer(() => this.toOutgoing(forwarding)).pipe(
      switchMap(({ signed }) => {
        if (this.operation === 'messages') refuseDegraded(context, this.call.changes, name);
        return sendInTime(signed, context, name).pipe(switchMap((response) => this.examine(response, signed)));
      }),
    );
  }

  /** The same response, unless it is one that another attempt may mend, or one that no Messages API gives. */
  private examine(response: UpstreamResponse, signed: SignedRequest): Observable<UpstreamResponse> {
    const answered = { upstream: this.parts.name, signed };
    this.refusal = undefined;
    const foreign = findForeignReply(response, this.parts.name);
    if (foreign !== undefined) {
      discard(response);
      throw toUpstreamError(foreign, { headers: response.headers, body: undefined }, answered);
    }
    if (response.status < 400 || response.status >= 500) return of(response);
    return bufferResponse(response).pipe(
      map((refusal) => {
        this.refusal = refusal;
        throw toUpstreamError(toRefusedError(refusal), refusal, answered);
      }),
    );
  }
}

/** What a refusal means for its key; the client gets the refusal itself. */
function toRefusedError({ status, headers }: BufferedResponse): ApiError {
  return new ApiError(toErrorType(status), '', { status, headers: readRetryAfter(headers, '') });
}
