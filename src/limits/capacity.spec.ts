import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { Capacity } from './capacity.js';

const NEVER = new AbortController().signal;
const limits = { total: 2, perToken: 0, queue: 10, patience: 1000 };

/** Takes a place; tells in `order` when it has it. */
function come(capacity: Capacity, token: string, order: string[]): Promise<void> {
  return capacity.enter(token, NEVER).then(() => void order.push(token));
}

describe('Capacity', () => {
  it('lets wait who comes too many, and in the order of their coming', async () => {
    const capacity = new Capacity(limits);
    const order: string[] = [];
    const all = ['a', 'b', 'c', 'd'].map((token) => come(capacity, token, order));
    await pause(5);
    expect(order).toEqual(['a', 'b']);
    capacity.leave('a');
    await pause(5);
    expect(order).toEqual(['a', 'b', 'c']);
    capacity.leave('b');
    await Promise.all(all);
    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });

  it('lets others pass who wait for a token with too many running', async () => {
    const capacity = new Capacity({ ...limits, total: 0, perToken: 1 });
    const order: string[] = [];
    const waiting = [come(capacity, 'a', order), come(capacity, 'a', order), come(capacity, 'b', order)];
    await pause(5);
    expect(order).toEqual(['a', 'b']);
    capacity.leave('a');
    await Promise.all(waiting);
    expect(order).toEqual(['a', 'b', 'a']);
  });

  it('turns away who finds the queue full, and who has waited long enough', async () => {
    const capacity = new Capacity({ total: 1, perToken: 0, queue: 1, patience: 20 });
    await capacity.enter('a', NEVER);
    const waiting = capacity.enter('b', NEVER);
    const full = { status: 529, type: 'overloaded_error', headers: { 'retry-after': '2' } };
    await expect(capacity.enter('c', NEVER)).rejects.toMatchObject(full);
    await expect(waiting).rejects.toMatchObject(full);
    capacity.leave('a');
    await expect(capacity.enter('d', NEVER)).resolves.toBeUndefined();
  });

  it('keeps no place for who has left', async () => {
    const capacity = new Capacity({ ...limits, total: 1 });
    await capacity.enter('a', NEVER);
    const client = new AbortController();
    const waiting = capacity.enter('b', client.signal);
    client.abort();
    await expect(waiting).rejects.toMatchObject({ status: 529 });
    capacity.leave('a');
    await expect(capacity.enter('c', NEVER)).resolves.toBeUndefined();
  });

  it('without limits lets all in', async () => {
    const capacity = new Capacity({ total: 0, perToken: 0, queue: 0, patience: 0 });
    await Promise.all(Array.from({ length: 1000 }, () => capacity.enter('a', NEVER)));
  });
});
