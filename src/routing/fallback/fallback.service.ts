import { Injectable } from '@nestjs/common';
import {
  type ByteReply,
  type Call,
  discard,
  type Provider,
  type ProviderResult,
  type Route,
} from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import { PinoLogger } from 'nestjs-pino';
import { catchError, defer, finalize, from, map, type Observable, of, switchMap, tap, throwError } from 'rxjs';
import { statusOf } from '../../context/to-api-error.js';
import { RequestCosts } from '../../context/request-costs.js';
import type { RequestContext } from '../../context/request-context.js';
import { ModelsService } from '../models/models.service.js';
import { ProviderRegistry } from '../registry/provider.registry.js';
import { PoolService } from '../pools/pool.service.js';
import { toMemberId } from '../pools/pool.types.js';
import { CircuitsService } from './circuits.service.js';
import { isFailoverStatus } from './circuit-breaker.js';
import { observeMember, settleMember } from './observe-member.js';
import { requirePrice, withPrice } from './require-price.js';
import { settleBy } from './settle-by.js';

/** The operation that a provider is called for. */
type ProviderOperation = (provider: Provider, call: Call) => Observable<ProviderResult>;

interface FallbackAttempt {
  readonly call: Call;
  /** The route that is tried before all others. */
  readonly first: Route;
  readonly requestContext: RequestContext;
  readonly operation: ProviderOperation;
}

/** A refusal that is forwarded byte by byte, unless another provider succeeds. */
class Refusal extends ApiError {
  constructor(readonly reply: ByteReply) {
    super('api_error', `HTTP ${reply.status} from upstream`, { status: reply.status });
  }
}

/**
 * Calls the provider of the route and, where that one fails or is at its limit, those of `FALLBACK_MODELS` in their
 * order. A pool is tried member by member. This happens only before the response begins: once a provider has started one, it is used. Where all
 * providers fail, the client gets the first failure. A provider that fails repeatedly is skipped for a while, but
 * never the last one.
 */
@Injectable()
export class FallbackService {
  constructor(
    private readonly registry: ProviderRegistry,
    private readonly models: ModelsService,
    private readonly circuits: CircuitsService,
    private readonly pools: PoolService,
    private readonly costs: RequestCosts,
    private readonly log: PinoLogger,
  ) {}

  /** The response of the first provider that has one; the request's context records the provider. */
  open(call: Call, requestContext: RequestContext): Observable<ProviderResult> {
    return this.tryAll(call, requestContext, (provider, requested) => provider.open(requested));
  }

  /** The same for the size of a prompt: where the provider of the route fails, the next one counts or estimates it. */
  count(call: Call, requestContext: RequestContext): Observable<ProviderResult> {
    return this.tryAll(call, requestContext, (provider, requested) => provider.countTokens(requested));
  }

  private tryAll(call: Call, requestContext: RequestContext, question: ProviderOperation): Observable<ProviderResult> {
    const routes = this.routesFor(call, requestContext);
    const [first = call.route] = routes;
    requestContext.route = first;
    if (routes.length === 1) return this.tryOne({ ...call, route: first }, question, true);
    return this.tryInOrder({ call, first, requestContext, operation: question }, routes).pipe(
      catchError((failure: unknown) => (failure instanceof Refusal ? of(failure.reply) : throwError(() => failure))),
    );
  }

  /** The route of the call and the fallbacks, each pool as its members. */
  private routesFor(call: Call, { requiresPrice }: RequestContext): readonly Route[] {
    const { requestedModel } = call.route;
    const own = this.pools.expand(call.route, call);
    const others = this.models.fallbacks.flatMap((target) => this.pools.expand({ ...target, requestedModel }, call));
    const routes = requiresPrice
      ? [...requirePrice(own, this.costs), ...withPrice(others, this.costs)]
      : [...own, ...others];
    const names = routes.map(toMemberId);
    return routes.filter((route, i) => names.indexOf(toMemberId(route)) === i);
  }

  private tryInOrder(asking: FallbackAttempt, [route, ...others]: readonly Route[]): Observable<ProviderResult> {
    const { call, first, requestContext, operation: question } = asking;
    if (route === undefined) return throwError(() => new Error('there is no provider to send this request to'));
    const requested = defer(() => {
      requestContext.route = route;
      requestContext.changes.clear();
      return this.tryOne({ ...call, route }, question, others.length === 0).pipe(map(refuseRefusal));
    });
    const announced =
      route === first ? requested : requested.pipe(tap(() => (requestContext.fallback = toMemberId(route))));
    if (others.length === 0) return announced;
    return announced.pipe(
      catchError((failure: unknown) => {
        if (!isFailoverStatus(statusOf(failure))) return throwError(() => failure);
        const error = failure instanceof Error ? failure.message : String(failure);
        this.log.warn({ from: toMemberId(route), to: others.map(toMemberId), error }, 'falling back');
        return this.tryInOrder(asking, others).pipe(this.orElse(failure, route, requestContext));
      }),
    );
  }

  /** Throws the first failure where the fallbacks have failed as well. */
  private orElse(
    failure: unknown,
    route: Route,
    requestContext: RequestContext,
  ): (requested: Observable<ProviderResult>) => Observable<ProviderResult> {
    let isTold = false;
    return (requested) =>
      requested.pipe(
        catchError((later: unknown) => {
          if (later instanceof Refusal) discard(later.reply);
          requestContext.route = route;
          isTold = true;
          return throwError(() => failure);
        }),
        finalize(() => {
          if (failure instanceof Refusal && !isTold) discard(failure.reply);
        }),
      );
  }

  private tryOne(call: Call, question: ProviderOperation, isLast: boolean): Observable<ProviderResult> {
    const { route } = call;
    const circuit = this.circuits.of(route);
    const settle = circuit.acquire(isLast);
    if (settle === undefined)
      return throwError(() => new ApiError('overloaded_error', `${this.circuits.nameOf(route)} has failed too often`));
    return from(this.registry.provider(route.provider)).pipe(
      switchMap((provider) => question(provider, call)),
      observeMember(call, this.pools),
      settleBy(settleMember(call, settle, { circuit, pools: this.pools })),
    );
  }
}

/** A refusal that is forwarded byte by byte, as a failure: another provider may succeed. */
function refuseRefusal(answer: ProviderResult): ProviderResult {
  if (answer.kind === 'bytes' && isFailoverStatus(answer.status)) throw new Refusal(answer);
  return answer;
}
