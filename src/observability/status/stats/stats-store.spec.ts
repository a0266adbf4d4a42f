import { describe, expect, it } from '@jest/globals';
import { toRecord } from '../../../../test/kit/material/to-record.js';
import type { RequestRecord } from '../records/request-record.js';
import { StatsStore } from './stats-store.js';

const NOW = Date.UTC(2026, 10, 28, 12);
const operator = { name: 'default', seesAll: true } as const;
const ada = { name: 'ada', seesAll: false } as const;

function fill(count: number, rest: (i: number) => Partial<RequestRecord> = () => ({})): StatsStore {
  const stats = new StatsStore();
  for (let i = 0; i < count; i++) stats.add(toRecord({ id: `req_${i}`, at: NOW, ...rest(i) }));
  return stats;
}

describe('StatsStore', () => {
  it('remembers the last 500 requests, and counts them all', () => {
    const { requests, totals, last } = fill(650).show(operator, 0, NOW);
    expect(requests).toHaveLength(500);
    expect(requests[0]?.id).toBe('req_649');
    expect([totals.requests, totals.cost, last]).toEqual([650, 650, 650]);
  });

  it('shows only what came after the last look', () => {
    const stats = fill(6);
    expect(stats.show(operator, 5, NOW).requests.map(({ id }) => id)).toEqual(['req_5']);
    expect(stats.show(operator, 6, NOW).requests).toEqual([]);
  });

  it('shows a token of the file its own requests and figures alone', () => {
    const stats = fill(10, (i) => ({
      token: i < 3 ? 'ada' : 'bob',
      group: 'g',
      session: `s-${i}`,
      outcome: 'api_error',
    }));
    const { requests, totals, people, groups, sessions, hour } = stats.show(ada, 0, NOW);
    expect(requests.map(({ token }) => token)).toEqual(['ada', 'ada', 'ada']);
    expect(totals).toMatchObject({ requests: 3, failed: 3, cost: 3 });
    expect(people.map(({ name }) => name)).toEqual(['ada']);
    expect(groups).toMatchObject([{ name: 'g', requests: 3 }]);
    expect(sessions.map(({ name }) => name)).toEqual(['s-2', 's-1', 's-0']);
    expect(hour).toMatchObject([{ requests: 3 }]);
    expect(stats.show({ ...ada, name: 'carol' }, 0, NOW)).toMatchObject({ requests: [], totals: { requests: 0 } });
  });

  it('sums groups and persons for the operator', () => {
    const stats = fill(10, (i) => ({ token: `t-${i % 3}`, group: i % 3 === 0 ? 'a' : 'b' }));
    const { people, groups } = stats.show(operator, 0, NOW);
    expect(people.map(({ name, requests }) => [name, requests])).toEqual([
      ['t-0', 4],
      ['t-1', 3],
      ['t-2', 3],
    ]);
    expect(groups.map(({ name, cost }) => [name, cost])).toEqual([
      ['b', 6],
      ['a', 4],
    ]);
  });

  it('does not recognise the operator by a name', () => {
    const stats = fill(3, () => ({ token: 'bob' }));
    expect(stats.show({ name: 'default', seesAll: false }, 0, NOW).requests).toEqual([]);
  });

  it('keeps an hour of minutes, and a day of quarters', () => {
    const stats = fill(3000, (i) => ({ at: NOW - (2999 - i) * 60_000, first_token: i }));
    const { hour, day } = stats.show(operator, 0, NOW);
    expect(hour).toHaveLength(60);
    expect(hour.at(-1)).toMatchObject({ requests: 1, first_token: { count: 1, sum: 2999, slowest: 2999 } });
    expect(day.length).toBeGreaterThanOrEqual(95);
    expect(day.length).toBeLessThanOrEqual(96);
    expect(day[1]).toMatchObject({ requests: 15 });
  });

  it('does not grow with what clients send', () => {
    const names = (i: number): Partial<RequestRecord> => ({
      session: `s-${i}`,
      model: `m-${i}`,
      token: `t-${i}`,
      group: `g-${i}`,
    });
    const { models, people, groups, sessions } = fill(1000, names).show(operator, 0, NOW);
    for (const rows of [models, people, groups]) {
      expect(rows).toHaveLength(26);
      expect(rows.at(-1)).toMatchObject({ name: 'other', requests: 975 });
    }
    expect(sessions).toHaveLength(100);
  });
});
