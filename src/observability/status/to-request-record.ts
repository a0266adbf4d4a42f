import type { Cost } from '../cost/cost.service.js';
import { toExpense } from '../cost/spending.js';
import type { WatchedExchange } from '../../context/exchange.feed.js';
import { toOperation } from '../../context/to-operation.js';
import { toOutcome } from '../../context/to-outcome.js';
import { toSession } from '../../context/to-question-facts.js';
import type { RequestRecord } from './request-record.types.js';

/** An exchange that is over, as the status page tells it; undefined where no model was asked. */
export function toRequestRecord({ request, response }: WatchedExchange, cost: Cost): RequestRecord | undefined {
  const { exchange } = response.locals;
  const { route, usage, startedAt, firstTokenAt } = exchange;
  if (route === undefined || toOperation(request) !== 'messages') return undefined;
  const outcome = toOutcome(response);
  const left = exchange.error === undefined && !response.writableFinished;
  return {
    id: exchange.requestId,
    at: Date.now(),
    token: exchange.token?.name,
    session: toSession(request),
    asked: shorten(route.asked),
    provider: route.provider,
    model: shorten(route.model),
    outcome: left ? 'left' : (outcome?.type ?? 'left'),
    status: outcome?.status,
    stop_reason: exchange.stopReason,
    ...toExpense(usage, cost),
    first_token: firstTokenAt === undefined ? undefined : Math.round(firstTokenAt - startedAt),
    duration: Math.round(performance.now() - startedAt),
    changes: [...exchange.changes],
  };
}

/** Clients may ask for a name of any length, and it is kept. */
function shorten(name: string): string {
  return name.length > 100 ? `${name.slice(0, 99)}…` : name;
}
