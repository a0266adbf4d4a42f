import { Injectable } from '@nestjs/common';
import { type Call, letGo, type Provider, type Reply, type Route } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import { PinoLogger } from 'nestjs-pino';
import { catchError, defer, finalize, from, map, type Observable, of, switchMap, tap, throwError } from 'rxjs';
import { toApiError } from '../../context/to-api-error.js';
import type { Exchange } from '../../context/exchange.js';
import type { Answer } from '../../context/answer.types.js';
import { ModelsService } from '../models/models.service.js';
import { ProviderRegistry } from '../registry/provider.registry.js';
import { CircuitsService } from './circuits.service.js';
import { mayPass } from './circuit-breaker.js';
import { settleBy } from './settle-by.js';

/** What a provider is asked for. */
type Question = (provider: Provider, call: Call) => Observable<Answer>;

interface Asking {
  readonly call: Call;
  readonly exchange: Exchange;
  readonly question: Question;
}

/** A refusal that is handed on byte by byte, where another provider is asked first. */
class Refusal extends ApiError {
  constructor(readonly reply: Extract<Reply, { bytes: unknown }>) {
    super('api_error', `HTTP ${reply.status} from upstream`, { status: reply.status });
  }
}

/**
 * Asks the provider that is meant and, where that one is unwell or at its limit, those of `FALLBACK_MODELS` in their
 * order. All this is before the answer begins: what a provider has begun to say is the answer. Where nobody can
 * answer, the first failure is told. A provider that only fails is passed over for a while, but never the last one.
 */
@Injectable()
export class FallbackService {
  constructor(
    private readonly registry: ProviderRegistry,
    private readonly models: ModelsService,
    private readonly circuits: CircuitsService,
    private readonly log: PinoLogger,
  ) {}

  /** The answer of the first provider that has one; the exchange is told who that is. */
  open(call: Call, exchange: Exchange): Observable<Answer> {
    return this.askAll(call, exchange, (provider, asked) => provider.open(asked));
  }

  /** The same for the size of a prompt: where the one that is meant is unwell, the next one counts or estimates it. */
  count(call: Call, exchange: Exchange): Observable<Answer> {
    return this.askAll(call, exchange, (provider, asked) => provider.countTokens(asked));
  }

  private askAll(call: Call, exchange: Exchange, question: Question): Observable<Answer> {
    const meant = call.route;
    const others = this.models.fallbacks
      .filter(({ provider, model }) => provider !== meant.provider || model !== meant.model)
      .map((target): Route => ({ ...target, asked: meant.asked }));
    if (others.length === 0) return this.ask(call, question, true);
    return this.askInTurn({ call, exchange, question }, [meant, ...others]).pipe(
      catchError((failure: unknown) => (failure instanceof Refusal ? of(failure.reply) : throwError(() => failure))),
    );
  }

  private askInTurn(asking: Asking, [route, ...others]: readonly Route[]): Observable<Answer> {
    const { call, exchange, question } = asking;
    if (route === undefined) return throwError(() => new Error('there is nobody to ask'));
    const asked = defer(() => {
      exchange.route = route;
      exchange.changes.clear();
      return this.ask({ ...call, route }, question, others.length === 0).pipe(map(refuseRefusal));
    });
    const announced = route === call.route ? asked : asked.pipe(tap(() => (exchange.fallback = nameOf(route))));
    if (others.length === 0) return announced;
    return announced.pipe(
      catchError((thrown: unknown) => {
        const failure = toApiError(thrown);
        if (!mayPass(failure.status)) return throwError(() => failure);
        this.log.warn({ from: nameOf(route), to: others.map(nameOf), error: failure.message }, 'falling back');
        return this.askInTurn(asking, others).pipe(this.orElse(failure, route, exchange));
      }),
    );
  }

  /** Tells the first failure where those who were asked instead have failed as well. */
  private orElse(
    failure: ApiError,
    route: Route,
    exchange: Exchange,
  ): (asked: Observable<Answer>) => Observable<Answer> {
    let isTold = false;
    return (asked) =>
      asked.pipe(
        catchError((later: unknown) => {
          if (later instanceof Refusal) letGo(later.reply);
          exchange.route = route;
          isTold = true;
          return throwError(() => failure);
        }),
        finalize(() => {
          if (failure instanceof Refusal && !isTold) letGo(failure.reply);
        }),
      );
  }

  private ask(call: Call, question: Question, isLast: boolean): Observable<Answer> {
    const settle = this.circuits.of(call.route.provider).enter(isLast);
    if (settle === undefined)
      return throwError(() => new ApiError('overloaded_error', `${call.route.provider} has failed too often`));
    return from(this.registry.provider(call.route.provider)).pipe(
      switchMap((provider) => question(provider, call)),
      settleBy(settle),
    );
  }
}

/** A refusal that is handed on byte by byte, as a failure: another provider may do better. */
function refuseRefusal(answer: Answer): Answer {
  if (typeof answer === 'object' && 'bytes' in answer && mayPass(answer.status)) throw new Refusal(answer);
  return answer;
}

function nameOf({ provider, model }: Route): string {
  return `${provider}/${model}`;
}
