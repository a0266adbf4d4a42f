import type { LimitedAccount, UsageLimits } from '../../context/limited-account.types.js';
import { KEPT_MS, type Period, type Window, windowAt } from './window.js';

/** What a limit counts. */
export type Unit = 'requests' | 'tokens' | 'usd';

/** A limit, what it limits, and the sum that it is compared with. */
export interface Counter {
  /** Of the sum in the ledger. */
  readonly key: string;
  readonly account: LimitedAccount;
  readonly unit: Unit;
  readonly period: Period;
  readonly window: Window;
  /** In dollars, tokens or requests. */
  readonly limit: number;
}

const KINDS: Readonly<Record<keyof UsageLimits, readonly [Unit, Period]>> = {
  requests_per_minute: ['requests', 'minute'],
  tokens_per_minute: ['tokens', 'minute'],
  usd_per_day: ['usd', 'day'],
  usd_per_week: ['usd', 'week'],
  usd_per_month: ['usd', 'month'],
};

/** Sums are whole numbers, so dollars are kept as billionths: the cheapest token costs about ten of them. */
const SCALE: Readonly<Record<Unit, number>> = { requests: 1, tokens: 1, usd: 1e9 };

/** The limits of these accounts, each in its window at this time. */
export function toCounters(accounts: readonly LimitedAccount[], now: number): readonly Counter[] {
  return accounts.flatMap((account) =>
    (Object.keys(account.limits) as (keyof UsageLimits)[]).map((name) => {
      const [unit, period] = KINDS[name];
      const window = windowAt(period, now);
      // The name last: it may have any character.
      const key = `gateway:{budget}:${unit}:${window.id}:${account.scope}:${account.name}`;
      return { key, account, unit, period, window, limit: account.limits[name] ?? 0 };
    }),
  );
}

/** An amount as the ledger keeps it. */
export function toSum(unit: Unit, amount: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.round(amount * SCALE[unit]));
}

/** Milliseconds for which the sum of a counter is kept. */
export function keptFor({ period }: Counter): number {
  return KEPT_MS[period];
}
