import type { Cost } from '../../cost/cost.service.js';
import { toExpense } from '../../cost/spending.js';
import type { ObservedRequest } from '../../../context/request.feed.js';
import { toOperation } from '../../../context/to-operation.js';
import { toOutcome } from '../../../context/to-outcome.js';
import { toSession } from '../../../context/to-request-facts.js';
import type { RequestRecord } from './request-record.js';

/** Characters of a text from a client or an upstream that are kept: such a text may have any length. */
const MAX_LENGTH = { name: 128, reason: 2000 } as const;

/** What is not in the context of the request. */
export interface RecordSources {
  readonly cost: Cost;
  readonly rule: string;
  readonly move: RequestRecord['move'];
  /** Masks credentials in a text. */
  readonly mask: (text: string) => string;
}

/** A finished request in the form of the status page; undefined where no model was called. */
export function toRequestRecord(
  { request, response }: ObservedRequest,
  toSources: (context: ObservedRequest['response']['locals']['requestContext']) => RecordSources,
): RequestRecord | undefined {
  const { requestContext } = response.locals;
  const { route, usage, startedAt, firstTokenAt, error, facts, token } = requestContext;
  if (route === undefined || toOperation(request) !== 'messages') return undefined;
  const outcome = toOutcome(response);
  const left = error === undefined && !response.writableFinished;
  const { cost, rule, move, mask } = toSources(requestContext);
  return {
    id: requestContext.requestId,
    at: Date.now(),
    token: token?.name,
    group: token?.group,
    session: toSession(request),
    agent: request.get('x-claude-code-agent-id')?.slice(0, MAX_LENGTH.name),
    asked: shorten(route.requestedModel, MAX_LENGTH.name),
    provider: route.provider,
    model: shorten(route.model, MAX_LENGTH.name),
    rule: shorten(rule, MAX_LENGTH.reason),
    pool: route.pool,
    move,
    fallback: requestContext.fallback,
    outcome: left ? 'left' : (outcome?.type ?? 'left'),
    status: outcome?.status,
    reason: error === undefined ? undefined : shorten(mask(error.message), MAX_LENGTH.reason),
    stop_reason: requestContext.stopReason,
    upstream_id: requestContext.upstreamRequestId?.slice(0, MAX_LENGTH.name),
    stream: facts?.stream,
    messages: facts?.messages,
    tools: facts?.tools,
    ...toExpense(usage, cost),
    first_token: firstTokenAt === undefined ? undefined : Math.round(firstTokenAt - startedAt),
    duration: Math.round(performance.now() - startedAt),
    changes: [...requestContext.changes],
  };
}

function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
