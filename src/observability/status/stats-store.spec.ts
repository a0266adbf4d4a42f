import { describe, expect, it } from '@jest/globals';
import { StatsStore } from './stats-store.js';
import type { RequestRecord } from './request-record.types.js';

const NOW = Date.now();
const operator = { name: 'default', digest: Buffer.alloc(32), isOperators: true } as const;
const ada = { name: 'ada', digest: Buffer.alloc(32) };

const record = (id: number, rest: Partial<RequestRecord> = {}): RequestRecord => ({
  id: `req_${id}`,
  at: NOW,
  token: undefined,
  session: undefined,
  asked: 'claude-opus-5',
  provider: 'p',
  model: 'm',
  outcome: 'ok',
  status: 200,
  stop_reason: 'end_turn',
  input: 1,
  cached: 0,
  written: 0,
  output: 1,
  cost: 1,
  first_token: 100,
  duration: 200,
  changes: [],
  ...rest,
});

function fill(count: number, rest: (i: number) => Partial<RequestRecord> = () => ({})): StatsStore {
  const stats = new StatsStore();
  for (let i = 0; i < count; i++) stats.add(record(i, rest(i)));
  return stats;
}

describe('Library', () => {
  it('remembers the last 200 requests, and counts them all', () => {
    const { requests, totals, last } = fill(250).show(operator, 0);
    expect(requests).toHaveLength(200);
    expect(requests[0]?.id).toBe('req_249');
    expect([totals.requests, totals.cost, last]).toEqual([250, 250, 250]);
  });

  it('shows only what came after the last look', () => {
    const stats = fill(5);
    stats.add(record(5));
    expect(stats.show(operator, 5).requests.map(({ id }) => id)).toEqual(['req_5']);
    expect(stats.show(operator, 6).requests).toEqual([]);
  });

  it('shows a token of the file its own requests and figures alone', () => {
    const stats = fill(10, (i) => ({
      token: i < 3 ? 'ada' : 'bob',
      group: i < 5 ? 'x' : 'y',
      session: `s-${i}`,
      outcome: 'api_error',
    }));
    const { requests, totals, tokens, groups, sessions, minutes } = stats.show(ada, 0);
    expect(requests.map(({ token }) => token)).toEqual(['ada', 'ada', 'ada']);
    expect(totals).toMatchObject({ requests: 3, failed: 3, cost: 3 });
    expect(tokens.map(({ name }) => name)).toEqual(['ada']);
    expect(groups).toMatchObject([{ name: 'x', requests: 3, cost: 3 }]);
    expect(stats.show(operator, 0).groups).toMatchObject([{ requests: 5 }, { requests: 5 }]);
    expect(sessions.map(({ name }) => name)).toEqual(['s-0', 's-1', 's-2']);
    expect(minutes).toMatchObject([{ requests: 3 }]);
    expect(stats.show({ ...ada, name: 'carol' }, 0)).toMatchObject({ requests: [], totals: { requests: 0 } });
  });

  it('does not recognise the operator by a name', () => {
    const stats = fill(3, () => ({ token: 'bob' }));
    expect(stats.show({ ...ada, name: 'default' }, 0).requests).toEqual([]);
  });

  it('keeps an hour of minutes', () => {
    const stats = fill(90, (i) => ({ at: NOW - (89 - i) * 60_000, first_token: i }));
    const { minutes } = stats.show(operator, 0);
    expect(minutes.length).toBeGreaterThan(58);
    expect(minutes.length).toBeLessThanOrEqual(60);
    expect(minutes.at(-1)).toMatchObject({ requests: 1, first_token: { count: 1, sum: 89, slowest: 89 } });
  });

  it('does not grow with what clients send', () => {
    const stats = fill(1000, (i) => ({ session: `s-${i}`, model: `m-${i}` }));
    const { models, sessions } = stats.show(operator, 0);
    for (const rows of [models, sessions]) {
      expect(rows).toHaveLength(11);
      expect(rows.at(-1)).toMatchObject({ name: 'other', requests: 990 });
    }
  });
});
