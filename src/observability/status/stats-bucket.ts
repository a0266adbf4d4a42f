import { nothingSpent, spend, Spending, type CostTotals } from '../cost/spending.js';
import { isFailed, type Minute, Minutes } from './minutes.js';
import type { RequestRecord } from './request-record.types.js';

/** How many names of each kind a bucket remembers, and how many of them it shows. */
const NAMES = { remembered: 100, shown: 10 } as const;

/** Costs by name, the highest first. */
export type SpendingRows = readonly (CostTotals & { readonly name: string })[];

/** The figures of a bucket. */
export interface Totals {
  /** Since the start. */
  readonly totals: CostTotals & { readonly failed: number };
  readonly minutes: readonly Minute[];
  readonly models: SpendingRows;
  readonly tokens: SpendingRows;
  readonly groups: SpendingRows;
  readonly sessions: SpendingRows;
}

/** Sums up finished requests, in an amount of memory that does not grow with them. */
export class StatsBucket {
  private readonly totals = { ...nothingSpent(), failed: 0 };
  private readonly minutes = new Minutes();
  private readonly models = new Spending(NAMES.remembered);
  private readonly tokens = new Spending(NAMES.remembered);
  private readonly groups = new Spending(NAMES.remembered);
  private readonly sessions = new Spending(NAMES.remembered);

  add(record: RequestRecord): void {
    spend(this.totals, record);
    if (isFailed(record)) this.totals.failed++;
    this.minutes.add(record);
    this.models.add(`${record.provider}/${record.model}`, record);
    if (record.token !== undefined) this.tokens.add(record.token, record);
    if (record.group !== undefined) this.groups.add(record.group, record);
    if (record.session !== undefined) this.sessions.add(record.session, record);
  }

  /** @param now in milliseconds since 1970 */
  tell(now: number): Totals {
    return {
      totals: { ...this.totals },
      minutes: this.minutes.until(now),
      models: toRows(this.models),
      tokens: toRows(this.tokens),
      groups: toRows(this.groups),
      sessions: toRows(this.sessions),
    };
  }
}

function toRows(spending: Spending): SpendingRows {
  return spending.top(NAMES.shown).map(([name, totals]) => ({ name, ...totals }));
}
