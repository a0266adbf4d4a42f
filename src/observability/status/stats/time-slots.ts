import { nothingSpent, spend, type CostTotals } from '../../cost/spending.js';
import { isFailed, type RequestRecord } from '../records/request-record.js';

const MINUTE = 60_000;

/** The times that the page draws: the last hour by minutes, and the last day by quarters of an hour. */
export const HOUR = { length: MINUTE, count: 60 } as const;
export const DAY = { length: 15 * MINUTE, count: 96 } as const;

/** A row of equal times. */
export interface TimeSpan {
  /** Milliseconds of each time. */
  readonly length: number;
  readonly count: number;
}

/** The figures of one of these times. */
export interface TimeSlot extends CostTotals {
  /** Its beginning, in milliseconds since 1970. */
  readonly at: number;
  failed: number;
  /** Times to the first token of its streams, in milliseconds. */
  readonly first_token: { count: number; sum: number; slowest: number };
}

/** The figures of the latest times; those without a request are left out. */
export class TimeSlots {
  private readonly kept: TimeSlot[] = [];

  constructor(private readonly span: TimeSpan) {}

  add(record: RequestRecord): void {
    const slot = this.slotOf(record.at);
    spend(slot, record);
    if (isFailed(record)) slot.failed++;
    if (record.first_token === undefined) return;
    slot.first_token.count++;
    slot.first_token.sum += record.first_token;
    slot.first_token.slowest = Math.max(slot.first_token.slowest, record.first_token);
  }

  /** @param now in milliseconds since 1970 */
  until(now: number): readonly TimeSlot[] {
    return this.kept.filter(({ at }) => at > now - this.span.count * this.span.length);
  }

  private slotOf(time: number): TimeSlot {
    const at = time - (time % this.span.length);
    const last = this.kept.at(-1);
    if (last !== undefined && last.at >= at) return last;
    const slot: TimeSlot = { at, failed: 0, first_token: { count: 0, sum: 0, slowest: 0 }, ...nothingSpent() };
    this.kept.push(slot);
    if (this.kept.length > this.span.count) this.kept.shift();
    return slot;
  }
}
