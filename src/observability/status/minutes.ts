import { nothingSpent, spend, type CostTotals } from '../cost/spending.js';
import type { RequestRecord } from './request-record.types.js';

const MINUTE = 60_000;
/** The number of minutes that the page draws. */
const KEPT = 60;

/** The figures of one minute. */
export interface Minute extends CostTotals {
  /** Its beginning, in milliseconds since 1970. */
  readonly at: number;
  failed: number;
  /** Times to the first token of its streams, in milliseconds. */
  readonly first_token: { count: number; sum: number; slowest: number };
}

/** The last hour, minute by minute; minutes without a request are left out. */
export class Minutes {
  private readonly kept: Minute[] = [];

  add(record: RequestRecord): void {
    const minute = this.minuteOf(record.at);
    spend(minute, record);
    if (isFailed(record)) minute.failed++;
    if (record.first_token === undefined) return;
    minute.first_token.count++;
    minute.first_token.sum += record.first_token;
    minute.first_token.slowest = Math.max(minute.first_token.slowest, record.first_token);
  }

  /** @param now in milliseconds since 1970 */
  until(now: number): readonly Minute[] {
    return this.kept.filter(({ at }) => at > now - KEPT * MINUTE);
  }

  private minuteOf(time: number): Minute {
    const at = time - (time % MINUTE);
    const last = this.kept.at(-1);
    if (last !== undefined && last.at >= at) return last;
    const minute: Minute = { at, failed: 0, first_token: { count: 0, sum: 0, slowest: 0 }, ...nothingSpent() };
    this.kept.push(minute);
    if (this.kept.length > KEPT) this.kept.shift();
    return minute;
  }
}

/** Whether it ended with an error; a client that disconnected is none. */
export function isFailed({ outcome }: RequestRecord): boolean {
  return outcome !== 'ok' && outcome !== 'left';
}
