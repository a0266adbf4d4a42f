import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { Capacity } from './capacity.js';

const limits = { total: 2, perToken: 0, queue: 10, patience: 1000 };
const full = { status: 529, type: 'overloaded_error', headers: { 'retry-after': '2' } };

/** A request that waits for a place, and adds its token to `order` when it has one. */
function come(capacity: Capacity, token: string, order: string[] = []): { place: Promise<void>; release: () => void } {
  const gone = new AbortController();
  const place = capacity.acquire(token, gone.signal).then(() => void order.push(token));
  return { place, release: () => gone.abort() };
}

describe('Capacity', () => {
  it('lets requests beyond it wait, in the order of their coming', async () => {
    const capacity = new Capacity(limits);
    const order: string[] = [];
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((token) => come(capacity, token, order));
    await pause(5);
    expect(order).toEqual(['a', 'b']);
    a!.release();
    await c!.place;
    expect(order).toEqual(['a', 'b', 'c']);
    b!.release();
    await d!.place;
  });

  it('lets others pass a request whose token has too many running', async () => {
    const capacity = new Capacity({ ...limits, total: 0, perToken: 1 });
    const order: string[] = [];
    const [first, second] = ['a', 'a', 'b'].map((token) => come(capacity, token, order));
    await pause(5);
    expect(order).toEqual(['a', 'b']);
    first!.release();
    await second!.place;
    expect(order).toEqual(['a', 'b', 'a']);
  });

  it('turns a request away that finds the queue full, and one that has waited long enough', async () => {
    const capacity = new Capacity({ total: 1, perToken: 0, queue: 1, patience: 20 });
    const first = come(capacity, 'a');
    const waiting = come(capacity, 'b');
    await expect(come(capacity, 'c').place).rejects.toMatchObject(full);
    await expect(waiting.place).rejects.toMatchObject(full);
    first.release();
    await come(capacity, 'd').place;
  });

  it('with a patience of 0 lets a request wait as long as it takes', async () => {
    const capacity = new Capacity({ ...limits, total: 1, patience: 0 });
    const first = come(capacity, 'a');
    const second = come(capacity, 'b');
    await pause(20);
    first.release();
    await second.place;
  });

  it('grants nothing to a request that is over', async () => {
    const capacity = new Capacity({ ...limits, total: 1 });
    await expect(capacity.acquire('a', AbortSignal.abort())).rejects.toMatchObject(full);
    await come(capacity, 'b').place;
  });

  it('grants a place to the next one where several requests end in one tick', async () => {
    const capacity = new Capacity({ ...limits, total: 1 });
    const [first, second, third] = ['a', 'a', 'b'].map((token) => come(capacity, token));
    second!.release();
    first!.release();
    await expect(second!.place).rejects.toMatchObject(full);
    await third!.place;
    third!.release();
    await come(capacity, 'c').place;
  });

  it('without limits lets all in', async () => {
    const capacity = new Capacity({ total: 0, perToken: 0, queue: 0, patience: 0 });
    await Promise.all(Array.from({ length: 1000 }, () => come(capacity, 'a').place));
  });
});
