import type { Usage } from '@gateway/protocol';
import type { RequestCost, RequestCosts } from '../../context/request-costs.js';
import type { RequestContext } from '../../context/request-context.js';
import type { RequestFeed } from '../../context/request.feed.js';
import type { InternalErrors } from '../../context/internal-errors.js';
import { toUnreadBudgetError } from '../errors/to-budget-error.js';
import type { LimitsSettings } from '../limits/limits.settings.js';
import type { BudgetsSettings } from './budgets.settings.js';
import type { Ledger } from './ledger.types.js';
import { type Counter, keptFor, toCounters, toSum } from './to-counters.js';
import { toRefusal } from './to-refusal.js';

/** What the service needs beside its ledger. */
export type BudgetParts = [
  costs: RequestCosts,
  settings: BudgetsSettings,
  limits: LimitsSettings,
  errors: InternalErrors,
  feed: RequestFeed,
];

/** Admits requests whose client has budget left, and adds the real cost of each response when it has ended. */
export class BudgetsService {
  /** Requests whose cost is added at their end. */
  private readonly admitted = new WeakSet<RequestContext>();

  constructor(
    private readonly ledger: Ledger,
    private readonly costs: RequestCosts,
    private readonly settings: BudgetsSettings,
    private readonly limits: LimitsSettings,
    private readonly errors: InternalErrors,
    feed: RequestFeed,
  ) {
    feed.ended.add('budgets', ({ response }) => this.charge(response.locals.requestContext));
  }

  /**
   * Admits a request. With `UNPRICED=refuse` and a limit in dollars only models whose price is known may serve it.
   *
   * @throws ApiError 429 where a budget is used up, or cannot be read and `REDIS_FAILURE` is `refuse`
   */
  async admit(request: RequestContext): Promise<void> {
    const { accounts } = request.token ?? {};
    if (accounts === undefined) return;
    const now = Date.now();
    const counters = toCounters(accounts, now);
    request.requiresPrice = this.settings.UNPRICED === 'refuse' && counters.some(({ unit }) => unit === 'usd');
    const exhausted = await this.findExhausted(counters);
    if (exhausted !== undefined) throw toRefusal(exhausted, this.settings.BUDGET_CONTACT, now);
    this.admitted.add(request);
  }

  private async findExhausted(counters: readonly Counter[]): Promise<Counter | undefined> {
    const entries = counters.map((counter) => ({
      key: counter.key,
      limit: toSum(counter.unit, counter.limit),
      add: counter.unit === 'requests' ? 1 : 0,
      kept: keptFor(counter),
    }));
    try {
      const index = await this.ledger.admit(entries);
      return index === undefined ? undefined : counters[index];
    } catch {
      if (this.limits.REDIS_FAILURE === 'refuse') throw toUnreadBudgetError();
      return undefined;
    }
  }

  /** Adds the cost to the windows of the end: a long response counts when its cost is known. */
  private charge(request: RequestContext): void {
    if (!this.admitted.delete(request)) return;
    const spent: readonly Partial<Pick<RequestContext, 'route' | 'usage'>>[] = [request, request.judgement ?? {}];
    const amounts = {
      requests: 0,
      tokens: spent.reduce((sum, { usage }) => sum + toTokens(usage), 0),
      usd: spent.reduce((sum, part) => sum + toDollars(this.costs.of(part)), 0),
    };
    const charge = toCounters(request.token?.accounts ?? [], Date.now())
      .map((counter) => ({ key: counter.key, add: toSum(counter.unit, amounts[counter.unit]), kept: keptFor(counter) }))
      .filter(({ add }) => add > 0);
    if (charge.length === 0) return;
    this.ledger.charge(request.requestId, charge).catch((error: unknown) => this.errors.note('budgets', error));
  }
}

/** What is unknown costs nothing: `UNPRICED` decided about it before the call. */
function toDollars(cost: RequestCost): number {
  return typeof cost === 'number' ? cost : 0;
}

function toTokens(usage: Partial<Usage> = {}): number {
  const { input_tokens: input = 0, output_tokens: output = 0 } = usage;
  return input + output + (usage.cache_read_input_tokens ?? 0) + (usage.cache_creation_input_tokens ?? 0);
}
