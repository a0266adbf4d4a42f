import { describe, expect, it } from '@jest/globals';
import { toBudgetError, toUnreadBudgetError } from './to-budget-error.js';

describe('toBudgetError', () => {
  const budget = {
    what: 'the budget of token ada is used up',
    period: 'daily',
    resetsAt: new Date(1796083200_000),
  } as const;

  it('has the headers on which Claude Code shows the sentence and gives up', () => {
    const error = toBudgetError({ ...budget, contact: 'ask ops' }, new Date(1795867200_000));
    expect(error).toMatchObject({ status: 429, type: 'billing_error' });
    expect(error.message).toBe('the budget of token ada is used up; it starts again at 2026-12-01 00:00 UTC; ask ops');
    expect(error.headers).toEqual({
      'retry-after': '216000',
      'x-should-retry': 'false',
      'anthropic-ratelimit-unified-status': 'rejected',
      'anthropic-ratelimit-unified-reset': '1796083200',
      'anthropic-ratelimit-unified-overage-reset': '1796083200',
      'anthropic-ratelimit-unified-overage-utilization': '1',
      'anthropic-ratelimit-unified-overage-surpassed-threshold': '1',
      'anthropic-ratelimit-unified-overage-period': 'daily',
      'anthropic-ratelimit-unified-overage-disabled-reason': 'org_spend_cap_reached',
    });
  });

  it('names a budget that a group shares', () => {
    expect(toBudgetError({ ...budget, isShared: true }).headers).toMatchObject({
      'anthropic-ratelimit-unified-overage-scope': 'group_pool',
    });
  });

  it('asks for a second at least', () => {
    expect(toBudgetError(budget, new Date(1796083200_001)).headers['retry-after']).toBe('1');
  });
});

describe('toUnreadBudgetError', () => {
  it('has one header of the set', () => {
    expect(toUnreadBudgetError().headers).toEqual({
      'x-should-retry': 'false',
      'anthropic-ratelimit-unified-overage-disabled-reason': 'fetch_error',
    });
  });
});
