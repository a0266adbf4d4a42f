import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { NEVER, Subject } from 'rxjs';
import { Gate } from '../gate.js';
import { allInTime, deadlineIn, inTime } from './in-time.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** What became of a source so far: its items, and `late` where it was given up. */
function listen(timeout: Parameters<typeof inTime>[0], gate?: Gate): { source: Subject<string>; received: string[] } {
  const source = new Subject<string>();
  const received: string[] = [];
  source.pipe(inTime(timeout, gate)).subscribe({
    next: (item) => received.push(item),
    error: (error: { type: string }) => received.push(error.type),
  });
  return { source, received };
}

describe('inTime', () => {
  it('waits for the first item, and for each after it', () => {
    const { source, received } = listen({ first: 100, each: 20, what: 'to speak' });
    jest.advanceTimersByTime(99);
    source.next('a');
    jest.advanceTimersByTime(19);
    source.next('b');
    jest.advanceTimersByTime(19);
    expect(received).toEqual(['a', 'b']);
    // A quarter of the limit, and the tick after it.
    jest.advanceTimersByTime(7);
    expect(received).toEqual(['a', 'b', 'timeout_error']);
    expect(source.observed).toBe(false);
  });

  it('names what took too long', () => {
    let said = '';
    NEVER.pipe(inTime({ first: 1500, what: 'to answer' })).subscribe({
      error: (error: Error) => (said = error.message),
    });
    jest.advanceTimersByTime(1600);
    expect(said).toBe('the upstream took longer than 1.5 s to answer');
  });

  it('does not count the time in which the gate is closed', () => {
    const gate = new Gate();
    const { source, received } = listen({ first: 10, what: 'to speak' }, gate);
    gate.close();
    jest.advanceTimersByTime(1000);
    gate.open();
    jest.advanceTimersByTime(9);
    source.next('a');
    expect(received).toEqual(['a']);
    jest.advanceTimersByTime(20);
    expect(received).toEqual(['a', 'timeout_error']);
  });

  it.each(['complete', 'unsubscribe'] as const)('leaves no timer behind: %s', (end) => {
    const source = new Subject<string>();
    const received = source.pipe(inTime({ first: 100, what: 'to speak' })).subscribe();
    if (end === 'complete') source.complete();
    else received.unsubscribe();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('waits for ever where there is no limit', () => {
    expect(listen({ first: 0, each: 0, what: 'to speak' }).received).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('allInTime', () => {
  it('counts from when it was made, over all that it is put behind', () => {
    const total = allInTime(deadlineIn(100));
    jest.advanceTimersByTime(60);
    const received: string[] = [];
    NEVER.pipe(total).subscribe({ error: (error: { type: string }) => received.push(error.type) });
    jest.advanceTimersByTime(39);
    expect(received).toEqual([]);
    jest.advanceTimersByTime(2);
    expect(received).toEqual(['timeout_error']);
  });
});
