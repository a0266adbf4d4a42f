import { describe, expect, it } from '@jest/globals';
import type { LiveFigures } from './live-figures.types.js';
import { mergeLiveFigures } from './merge-live-figures.js';

const at = (second: number): string => `2026-11-28T12:00:0${second}.000Z`;
const idle = { status: 'unknown', requests: 0, failures: 0, failures_in_a_row: 0 } as const;
const part = (fields: Partial<LiveFigures>): LiveFigures => ({ open: 0, providers: {}, corrections: [], ...fields });
const up = { status: 'up', requests: 4, failures: 1, failures_in_a_row: 0, last_success_at: at(2) } as const;
const failing = {
  status: 'failing',
  requests: 3,
  failures: 3,
  failures_in_a_row: 3,
  last_failure: { at: at(5), status: 401, type: 'authentication_error' },
} as const;

describe('mergeLiveFigures', () => {
  it('sums requests in progress', () => {
    expect(mergeLiveFigures([part({ open: 2 }), part({ open: 3 })]).open).toBe(5);
    expect(mergeLiveFigures([])).toEqual(part({}));
  });

  it('lets the latest response decide on the health of a provider', () => {
    const merge = (...all: LiveFigures['providers'][string][]): unknown =>
      mergeLiveFigures(all.map((p) => part({ providers: { p } }))).providers.p;
    expect(merge(idle, idle)).toEqual(idle);
    expect(merge(up, idle)).toEqual(up);
    expect(merge(up, failing)).toEqual({
      status: 'failing',
      requests: 7,
      failures: 4,
      failures_in_a_row: 3,
      last_success_at: at(2),
      last_failure: failing.last_failure,
    });
    expect(merge(failing, { ...up, last_success_at: at(6) })).toMatchObject({ status: 'up', failures_in_a_row: 0 });
  });

  it('lists a correction once that several processes have learnt', () => {
    const learnt = { upstream: 'u', model: 'm', cause: 'c', learntAt: 5, expiresAt: 9 };
    const earlier = { ...learnt, learntAt: 4 };
    const other = { ...learnt, cause: 'd' };
    const parts = [part({ corrections: [learnt] }), part({ corrections: [earlier, other] })];
    expect(mergeLiveFigures(parts).corrections).toEqual([earlier, other]);
  });
});
