import { toOperation } from '../../context/to-operation.js';
import { toOutcome } from '../../context/to-outcome.js';
import { toSession } from '../../context/to-request-facts.js';
import type { ObservedRequest } from '../../context/request.feed.js';
import type { Cost } from '../cost/cost.service.js';
import type { AuditRecord } from './audit-record.types.js';

/** Characters of a text that a client chose, at most. */
const MAX_LENGTH = 128;

/**
 * The record of a finished request; undefined for requests that are not for a model.
 *
 * @param cost of the request, and of the request to the safeguards model about it
 */
export function toAuditRecord(
  { request, response }: ObservedRequest,
  cost: Cost,
  judgeCost?: Cost,
): AuditRecord | undefined {
  const { requestContext } = response.locals;
  const { route, usage, token } = requestContext;
  if (route === undefined || toOperation(request) !== 'messages') return undefined;
  const outcome = toOutcome(response);
  const left = requestContext.error === undefined && !response.writableFinished;
  const text = (name: string): string | undefined => request.get(name)?.slice(0, MAX_LENGTH);
  return {
    time: new Date().toISOString(),
    request_id: requestContext.requestId,
    person: token?.name ?? `address ${request.ip ?? ''}`,
    group: token?.group,
    session: toSession(request),
    agent: text('x-claude-code-agent-id'),
    class: text('x-claude-code-request-class'),
    model_asked: route.requestedModel,
    provider: route.provider,
    model: route.model,
    fallback: requestContext.fallback,
    input_tokens: usage?.input_tokens ?? 0,
    cache_read_tokens: usage?.cache_read_input_tokens ?? 0,
    cache_write_tokens: usage?.cache_creation_input_tokens ?? 0,
    output_tokens: usage?.output_tokens ?? 0,
    usd: toDollars(cost),
    judge_usd: judgeCost === undefined ? undefined : toDollars(judgeCost),
    changes: [...requestContext.changes],
    outcome: left ? 'left' : (outcome?.type ?? 'left'),
    status: outcome?.status,
    duration: Math.round(performance.now() - requestContext.startedAt),
  };
}

function toDollars(cost: Cost): number | null {
  return cost === 'unknown' ? null : Number((cost ?? 0).toFixed(9));
}
