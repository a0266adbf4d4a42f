import { ApiError } from '@gateway/protocol';

/** A budget of the operator's that is used up. */
export interface SpentBudget {
  /** What ran out, as the beginning of a sentence: `the daily budget of 5 USD of token alice is used up`. */
  readonly what: string;
  readonly period: 'daily' | 'weekly' | 'monthly';
  readonly resetsAt: Date;
  /** Whom the user can ask for more, as a sentence without a full stop. */
  readonly contact?: string | undefined;
  /** Several tokens share it. */
  readonly isShared?: boolean;
}

const UNIFIED = 'anthropic-ratelimit-unified';

/**
 * The refusal of a request whose budget is used up: a 429 `billing_error` with the headers by which Claude Code shows
 * the sentence at once and does not try again (contract §15.3). Without `representative-claim` and `overage-status` the
 * client shows this sentence instead of one of its own.
 *
 * @param now when the refusal is given; `retry-after` counts from here, in whole seconds
 */
export function toBudgetError({ what, period, resetsAt, contact, isShared }: SpentBudget, now = new Date()): ApiError {
  const reset = String(Math.ceil(resetsAt.getTime() / 1000));
  const again = `it starts again at ${resetsAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return new ApiError('billing_error', [what, again, contact].filter((part) => part !== undefined).join('; '), {
    status: 429,
    headers: {
      'retry-after': String(Math.max(1, Math.ceil((resetsAt.getTime() - now.getTime()) / 1000))),
      [`${UNIFIED}-status`]: 'rejected',
      [`${UNIFIED}-reset`]: reset,
      [`${UNIFIED}-overage-reset`]: reset,
      [`${UNIFIED}-overage-utilization`]: '1',
      [`${UNIFIED}-overage-surpassed-threshold`]: '1',
      [`${UNIFIED}-overage-period`]: period,
      [`${UNIFIED}-overage-disabled-reason`]: 'org_spend_cap_reached',
      ...(isShared === true ? { [`${UNIFIED}-overage-scope`]: 'group_pool' } : {}),
    },
  });
}

/** The refusal of a request whose budget cannot be read, where such requests are refused (contract §15.3). */
export function toUnreadBudgetError(): ApiError {
  return new ApiError('billing_error', 'the gateway cannot read what this token has spent; please try again later', {
    status: 429,
    headers: { [`${UNIFIED}-overage-disabled-reason`]: 'fetch_error' },
  });
}
