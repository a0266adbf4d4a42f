import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Subject } from 'rxjs';
import { Gate } from '../gate.js';
import { begin, type Begun } from './held-stream.js';

afterEach(() => {
  jest.useRealTimers();
});

/** Listens to a source that says what it is told to. */
function listen(deadline?: number): {
  source: Subject<number>;
  gate: Gate;
  told: (Begun<number> | string)[];
  leave: () => void;
} {
  const source = new Subject<number>();
  const gate = new Gate();
  const told: (Begun<number> | string)[] = [];
  const listening = begin(source, gate, deadline).subscribe({
    next: (begun) => told.push(begun),
    error: (error: Error) => told.push(error.message),
  });
  return { source, gate, told, leave: () => listening.unsubscribe() };
}

describe('begin', () => {
  it('holds a source from its first item on, and loses nothing that comes all the same', () => {
    const { source, gate, told } = listen();
    expect(told).toEqual([]);
    source.next(1);
    expect(gate.isClosed).toBe(true);
    source.next(2);
    const [begun] = told as Begun<number>[];
    expect(begun?.silent).toBe(false);
    const heard: number[] = [];
    const sink = new Gate();
    const reading = begun?.stream.items(sink).subscribe((item) => heard.push(item));
    expect(gate.isClosed).toBe(false);
    source.next(3);
    expect(heard).toEqual([1, 2, 3]);
    sink.close();
    expect(gate.isClosed).toBe(true);
    sink.open();
    expect(gate.isClosed).toBe(false);
    reading?.unsubscribe();
    expect(source.observed).toBe(false);
  });

  it('keeps an end that comes before anybody listens', () => {
    const { source, told } = listen();
    source.next(1);
    source.error(new Error('cut'));
    const heard: (number | string)[] = [];
    (told as Begun<number>[])[0]?.stream.items(new Gate()).subscribe({
      next: (item) => heard.push(item),
      error: (error: Error) => heard.push(error.message),
    });
    expect(heard).toEqual([1, 'cut']);
  });

  it.each([
    ['an error', (source: Subject<number>) => source.error(new Error('no')), 'no'],
    ['an end', (source: Subject<number>) => source.complete(), 'the upstream answered nothing'],
  ])('fails where %s comes first', (_, end, message) => {
    const { source, told } = listen();
    end(source);
    expect(told).toEqual([message]);
  });

  it('takes a source that is silent for long for one that began well', () => {
    jest.useFakeTimers();
    const { source, gate, told } = listen(Date.now() + 100);
    jest.advanceTimersByTime(101);
    const [begun] = told as Begun<number>[];
    expect([begun?.silent, gate.isClosed]).toEqual([true, false]);
    const heard: number[] = [];
    begun?.stream.items(new Gate()).subscribe((item) => heard.push(item));
    source.next(1);
    expect(heard).toEqual([1]);
  });

  it('ends the source where nobody wants to know any more', () => {
    const { source, leave } = listen();
    leave();
    expect(source.observed).toBe(false);
  });
});
