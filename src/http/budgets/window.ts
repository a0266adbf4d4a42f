/** The periods of limits. All begin and end by UTC, weeks on Monday. */
export type Period = 'minute' | 'day' | 'week' | 'month';

/** One period in time. */
export interface Window {
  /** Its name, unique among the windows of its period: the date or minute at which it begins. */
  readonly id: string;
  readonly endsAt: Date;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The window of a period that a time is in. A clock that jumps back finds the sums of the earlier window again. */
export function windowAt(period: Period, now: number): Window {
  const date = new Date(now);
  const day = Math.floor(now / DAY);
  // 1970-01-01 was a Thursday.
  const monday = day - ((day + 3) % 7);
  const bounds: Readonly<Record<Period, readonly [start: number, end: number]>> = {
    minute: [now - (now % MINUTE), now - (now % MINUTE) + MINUTE],
    day: [day * DAY, (day + 1) * DAY],
    week: [monday * DAY, (monday + 7) * DAY],
    month: [
      Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1),
      Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1),
    ],
  };
  const [start, end] = bounds[period];
  return { id: `${period} ${new Date(start).toISOString().slice(0, 16)}`, endsAt: new Date(end) };
}

/**
 * Milliseconds for which the sum of a window is kept after its last change. Longer than the period by more than a
 * clock may jump, and counted from the change, so the clocks of gateways and Redis need not agree.
 */
export const KEPT_MS: Readonly<Record<Period, number>> = {
  minute: 5 * MINUTE,
  day: 3 * DAY,
  week: 14 * DAY,
  month: 62 * DAY,
};
