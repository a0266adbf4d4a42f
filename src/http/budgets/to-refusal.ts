import { ApiError } from '@gateway/protocol';
import { toBudgetError } from '../errors/to-budget-error.js';
import type { Counter, Unit } from './to-counters.js';

const PERIODS = { day: 'daily', week: 'weekly', month: 'monthly' } as const;

const UNITS: Readonly<Record<Exclude<Unit, 'usd'>, string>> = { requests: 'requests', tokens: 'tokens' };

/**
 * The refusal of a request by an exhausted counter: a 429 `billing_error` for dollars (contract §15.3), a 429
 * `rate_limit_error` with `retry-after` for what is limited by the minute.
 *
 * @param contact whom the user can ask for more
 */
export function toRefusal(
  { account, unit, period, window, limit }: Counter,
  contact: string | undefined,
  now: number,
): ApiError {
  const owner = account.scope === 'all' ? 'all clients' : `${account.scope} ${account.name}`;
  if (unit === 'usd' && period !== 'minute') {
    const what = `the ${PERIODS[period]} budget of ${limit} USD of ${owner} is used up`;
    const isShared = account.scope !== 'token';
    const spent = { what, period: PERIODS[period], resetsAt: window.endsAt, contact, isShared };
    return toBudgetError(spent, new Date(now));
  }
  const seconds = Math.max(1, Math.ceil((window.endsAt.getTime() - now) / 1000));
  return new ApiError('rate_limit_error', `${owner} may use ${limit} ${UNITS[unit as Exclude<Unit, 'usd'>]} a minute`, {
    headers: { 'retry-after': String(seconds) },
  });
}
