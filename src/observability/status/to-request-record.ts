import type { Cost } from '../cost/cost.service.js';
import { toExpense } from '../cost/spending.js';
import type { ObservedRequest } from '../../context/request.feed.js';
import { toOperation } from '../../context/to-operation.js';
import { toOutcome } from '../../context/to-outcome.js';
import { toSession } from '../../context/to-request-facts.js';
import type { RequestRecord } from './request-record.types.js';

/** A finished request in the form of the status page; undefined where no model was called. */
export function toRequestRecord({ request, response }: ObservedRequest, cost: Cost): RequestRecord | undefined {
  const { requestContext } = response.locals;
  const { route, usage, startedAt, firstTokenAt } = requestContext;
  if (route === undefined || toOperation(request) !== 'messages') return undefined;
  const outcome = toOutcome(response);
  const left = requestContext.error === undefined && !response.writableFinished;
  return {
    id: requestContext.requestId,
    at: Date.now(),
    token: requestContext.token?.name,
    group: requestContext.token?.group,
    session: toSession(request),
    asked: shorten(route.requestedModel),
    provider: route.provider,
    model: shorten(route.model),
    outcome: left ? 'left' : (outcome?.type ?? 'left'),
    status: outcome?.status,
    stop_reason: requestContext.stopReason,
    ...toExpense(usage, cost),
    first_token: firstTokenAt === undefined ? undefined : Math.round(firstTokenAt - startedAt),
    duration: Math.round(performance.now() - startedAt),
    changes: [...requestContext.changes],
  };
}

/** A client's model name may have any length, and it is stored. */
function shorten(name: string): string {
  return name.length > 100 ? `${name.slice(0, 99)}…` : name;
}
