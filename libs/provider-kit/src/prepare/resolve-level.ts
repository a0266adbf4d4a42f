import type { Effort, MessagesRequest, Thoughts } from '@gateway/protocol';
import type { Level } from './normalized-request.types.js';

const EFFORTS: readonly string[] = ['low', 'medium', 'high', 'xhigh', 'max'] satisfies Effort[];

/** The level for a budget of thinking tokens: the largest budget of each level. */
const BUDGETS: readonly (readonly [number, Level])[] = [
  [512, 'minimal'],
  [1024, 'low'],
  [8192, 'medium'],
  [24576, 'high'],
];

/**
 * One level out of the three ways to request thinking: `disabled` wins, then the last effort of a message, then the
 * effort of the request, then the budget; `adaptive` alone means the documented default of effort, `high`.
 */
export function resolveLevel(request: MessagesRequest): Level {
  const { thinking } = request;
  if (thinking?.type === 'disabled') return 'off';
  const effort = effortOf(request);
  if (effort !== undefined) return effort;
  if (!thinking) return 'unset';
  if (thinking.type !== 'enabled') return 'high';
  return BUDGETS.find(([most]) => thinking.budget_tokens <= most)?.[1] ?? 'xhigh';
}

/** The token budget of thinking, where the request has one and no effort outranks it. */
export function resolveBudget(request: MessagesRequest): number | undefined {
  const { thinking } = request;
  return thinking?.type === 'enabled' && effortOf(request) === undefined ? thinking.budget_tokens : undefined;
}

/**
 * Whether the client receives thoughts: only if it enabled thinking, and their text only if it is not to be omitted.
 */
export function resolveThoughts({ thinking }: MessagesRequest): Thoughts {
  if (!thinking || thinking.type === 'disabled') return 'hidden';
  return thinking.display === 'omitted' ? 'state' : 'shown';
}

function effortOf(request: MessagesRequest): Effort | undefined {
  const spoken = request.messages.findLast((message) => isEffort(message.output_config?.effort));
  const effort = spoken?.output_config?.effort ?? request.output_config?.effort;
  return isEffort(effort) ? effort : undefined;
}

function isEffort(value: unknown): value is Effort {
  return typeof value === 'string' && EFFORTS.includes(value);
}
