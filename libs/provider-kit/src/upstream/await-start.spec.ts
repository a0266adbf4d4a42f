import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Subject } from 'rxjs';
import { Gate } from '../gate.js';
import { awaitStart, type StreamStart } from './buffered-stream.js';

afterEach(() => {
  jest.useRealTimers();
});

/** Subscribes to a source that the test controls. */
function listen(deadline?: number): {
  source: Subject<number>;
  gate: Gate;
  result: (StreamStart<number> | string)[];
  leave: () => void;
} {
  const source = new Subject<number>();
  const gate = new Gate();
  const result: (StreamStart<number> | string)[] = [];
  const listening = awaitStart(source, gate, deadline).subscribe({
    next: (start) => result.push(start),
    error: (error: Error) => result.push(error.message),
  });
  return { source, gate, result, leave: () => listening.unsubscribe() };
}

describe('begin', () => {
  it('holds a source from its first item on, and loses nothing that comes all the same', () => {
    const { source, gate, result } = listen();
    expect(result).toEqual([]);
    source.next(1);
    expect(gate.isClosed).toBe(true);
    source.next(2);
    const [start] = result as StreamStart<number>[];
    expect(start?.silent).toBe(false);
    const received: number[] = [];
    const sink = new Gate();
    const reading = start?.stream.items(sink).subscribe((item) => received.push(item));
    expect(gate.isClosed).toBe(false);
    source.next(3);
    expect(received).toEqual([1, 2, 3]);
    sink.close();
    expect(gate.isClosed).toBe(true);
    sink.open();
    expect(gate.isClosed).toBe(false);
    reading?.unsubscribe();
    expect(source.observed).toBe(false);
  });

  it('keeps an end that comes before anybody listens', () => {
    const { source, result } = listen();
    source.next(1);
    source.error(new Error('cut'));
    const received: (number | string)[] = [];
    (result as StreamStart<number>[])[0]?.stream.items(new Gate()).subscribe({
      next: (item) => received.push(item),
      error: (error: Error) => received.push(error.message),
    });
    expect(received).toEqual([1, 'cut']);
  });

  it.each([
    ['an error', (source: Subject<number>) => source.error(new Error('no')), 'no'],
    ['an end', (source: Subject<number>) => source.complete(), 'the upstream answered nothing'],
  ])('fails where %s comes first', (_, end, message) => {
    const { source, result } = listen();
    end(source);
    expect(result).toEqual([message]);
  });

  it('takes a source that is silent for long for one that began well', () => {
    jest.useFakeTimers();
    const { source, gate, result } = listen(Date.now() + 100);
    jest.advanceTimersByTime(101);
    const [start] = result as StreamStart<number>[];
    expect([start?.silent, gate.isClosed]).toEqual([true, false]);
    const received: number[] = [];
    start?.stream.items(new Gate()).subscribe((item) => received.push(item));
    source.next(1);
    expect(received).toEqual([1]);
  });

  it('ends the source when it is unsubscribed', () => {
    const { source, leave: release } = listen();
    release();
    expect(source.observed).toBe(false);
  });
});
