import { beforeEach, describe, expect, it } from '@jest/globals';
import { CircuitBreaker } from './circuit-breaker.js';

describe('CircuitBreaker', () => {
  let now: number;
  let breaker: CircuitBreaker;
  const fail = (times: number): void => {
    for (let i = 0; i < times; i++) breaker.failed();
  };
  beforeEach(() => {
    now = 1000;
    breaker = new CircuitBreaker(() => now);
  });

  it('lets all go until the fifth failure in a row', () => {
    fail(4);
    expect(breaker.enter()).toBe(true);
    breaker.succeeded();
    fail(4);
    expect(breaker.enter()).toBe(true);
    breaker.failed();
    expect(breaker.enter()).toBe(false);
  });

  it('lets one go after half a minute, and no other before that one is back', () => {
    fail(5);
    now += 29_999;
    expect(breaker.enter()).toBe(false);
    now += 1;
    expect([breaker.enter(), breaker.enter()]).toEqual([true, false]);
  });

  it.each([
    ['succeeded', [true, true]],
    ['failed', [false, false]],
    ['gaveUp', [true, false]],
  ] as const)('when that one has %s, goes on with %j', (outcome, then) => {
    fail(5);
    now += 30_000;
    breaker.enter();
    breaker[outcome]();
    expect([breaker.enter(), breaker.enter()]).toEqual(then);
  });
});
