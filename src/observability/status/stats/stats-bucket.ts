import { nothingSpent, spend, Spending, type CostTotals } from '../../cost/spending.js';
import { isFailed, type RequestRecord } from '../records/request-record.js';
import { Sessions, type SessionRow } from './sessions.js';
import { DAY, HOUR, type TimeSlot, TimeSlots } from './time-slots.js';

/** How many names of each kind a bucket remembers, and how many of them it shows. */
const NAMES = { remembered: 100, shown: 25 } as const;

/** Costs by name, the highest first. */
export type SpendingRows = readonly (CostTotals & { readonly name: string })[];

/** The figures of a bucket. */
export interface Totals {
  /** Since the start. */
  readonly totals: CostTotals & { readonly failed: number };
  /** The last hour by minutes. */
  readonly hour: readonly TimeSlot[];
  /** The last day by quarters of an hour. */
  readonly day: readonly TimeSlot[];
  readonly models: SpendingRows;
  readonly people: SpendingRows;
  readonly groups: SpendingRows;
  readonly sessions: readonly SessionRow[];
}

/** Sums up finished requests, in an amount of memory that does not grow with them. */
export class StatsBucket {
  private readonly totals = { ...nothingSpent(), failed: 0 };
  private readonly hour = new TimeSlots(HOUR);
  private readonly day = new TimeSlots(DAY);
  private readonly models = new Spending(NAMES.remembered);
  private readonly people = new Spending(NAMES.remembered);
  private readonly groups = new Spending(NAMES.remembered);
  private readonly sessions = new Sessions();

  add(record: RequestRecord): void {
    spend(this.totals, record);
    if (isFailed(record)) this.totals.failed++;
    this.hour.add(record);
    this.day.add(record);
    this.models.add(`${record.provider}/${record.model}`, record);
    if (record.token !== undefined) this.people.add(record.token, record);
    if (record.group !== undefined) this.groups.add(record.group, record);
    this.sessions.add(record);
  }

  /** @param now in milliseconds since 1970 */
  tell(now: number): Totals {
    return {
      totals: { ...this.totals },
      hour: this.hour.until(now),
      day: this.day.until(now),
      models: toRows(this.models),
      people: toRows(this.people),
      groups: toRows(this.groups),
      sessions: this.sessions.rows,
    };
  }
}

function toRows(spending: Spending): SpendingRows {
  return spending.top(NAMES.shown).map(([name, totals]) => ({ name, ...totals }));
}
