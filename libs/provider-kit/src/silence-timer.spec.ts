import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SilenceTimer } from './silence-timer.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('SilenceTimer', () => {
  it('calls back after each period without an item', () => {
    let calls = 0;
    const timer = new SilenceTimer(100, () => calls++);
    jest.advanceTimersByTime(99);
    expect(calls).toBe(0);
    jest.advanceTimersByTime(1);
    expect(calls).toBe(1);
    jest.advanceTimersByTime(100);
    expect(calls).toBe(2);
    timer.stop();
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each([1, 24, 25, 60, 99])('waits a period, and at most a quarter more, after an item that came at %i ms', (at) => {
    let calls = 0;
    const timer = new SilenceTimer(100, () => calls++);
    jest.advanceTimersByTime(at);
    timer.restart();
    jest.advanceTimersByTime(99);
    expect(calls).toBe(0);
    jest.advanceTimersByTime(26);
    expect(calls).toBe(1);
    timer.stop();
  });
});
