import { describe, expect, it } from '@jest/globals';
import type { Cost } from './cost.service.js';
import { type Expense, nothingSpent, Spending, toExpense } from './spending.js';

const expense = (cost: Cost, tokens = 1): Expense => toExpense({ input_tokens: tokens }, cost);

describe('Spending', () => {
  it('adds up by name, and shows the highest costs', () => {
    const spending = new Spending(10);
    spending.add('a', expense(1));
    spending.add('b', expense(2));
    spending.add('a', expense(0.5));
    spending.add('c', expense('unknown', 9));
    spending.add('d', expense(undefined));
    expect(spending.top(3)).toEqual([
      ['b', { ...nothingSpent(), requests: 1, input: 1, cost: 2 }],
      ['a', { ...nothingSpent(), requests: 2, input: 2, cost: 1.5 }],
      ['c', { ...nothingSpent(), requests: 1, input: 9, unpriced: 1 }],
      ['other', { ...nothingSpent(), requests: 1, input: 1 }],
    ]);
  });

  it('forgets the name that was idle the longest, but not its cost', () => {
    const spending = new Spending(2);
    for (const name of ['a', 'b', 'a', 'c']) spending.add(name, expense(1));
    expect(spending.top(5).map(([name, { cost }]) => [name, cost])).toEqual([
      ['a', 2],
      ['c', 1],
      ['other', 1],
    ]);
  });
});
