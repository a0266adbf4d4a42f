import { describe, expect, it } from '@jest/globals';
import { windowAt } from './window.js';

describe('windowAt', () => {
  it.each([
    ['minute', '2026-11-28T14:44:59.999Z', 'minute 2026-11-28T14:44', '2026-11-28T14:45:00.000Z'],
    ['day', '2026-12-31T23:59:59.999Z', 'day 2026-12-31T00:00', '2027-01-01T00:00:00.000Z'],
    ['week', '2026-11-29T23:59:59.999Z', 'week 2026-11-23T00:00', '2026-11-30T00:00:00.000Z'],
    ['week', '2026-11-30T00:00:00.000Z', 'week 2026-11-30T00:00', '2026-12-07T00:00:00.000Z'],
    ['month', '2024-02-29T12:00:00.000Z', 'month 2024-02-01T00:00', '2024-03-01T00:00:00.000Z'],
    ['month', '2026-12-31T12:00:00.000Z', 'month 2026-12-01T00:00', '2027-01-01T00:00:00.000Z'],
  ] as const)('%s of %s', (period, time, id, end) => {
    expect(windowAt(period, Date.parse(time))).toEqual({ id, endsAt: new Date(end) });
  });
});
