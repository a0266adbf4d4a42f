import { describe, expect, it } from '@jest/globals';
import { connectChannels } from '../../test/kit/app/connect-channels.js';

describe('Channel', () => {
  it('sends requests in both directions, several at a time', async () => {
    const [one, other] = connectChannels();
    one.handle('double', (n: number) => n * 2);
    other.handle('later', async (n: number) => new Promise((resolve) => setTimeout(() => resolve(n), 20)));
    const answers = await Promise.all([one.request('later', 1), one.request('later', 2), other.request('double', 3)]);
    expect(answers).toEqual([1, 2, 6]);
  });

  it('hands on what went wrong', async () => {
    const [one, other] = connectChannels();
    other.handle('fail', () => {
      throw new Error('no luck');
    });
    await expect(one.request('fail')).rejects.toThrow('no luck');
    await expect(one.request('weather')).rejects.toThrow('no handler for weather');
  });

  it('notifies without waiting', async () => {
    const [one, other] = connectChannels();
    const { promise, resolve } = Promise.withResolvers<unknown>();
    other.handle('news', resolve);
    one.notify('news', { a: 1 });
    expect(await promise).toEqual({ a: 1 });
  });

  it('fails what is asked when the other side is gone, or has been for a while', async () => {
    const [one, other] = connectChannels();
    other.handle('wait', () => new Promise(() => undefined));
    const answer = one.request('wait');
    one.close();
    await expect(answer).rejects.toThrow('the other process has ended');
    await expect(one.request('wait')).rejects.toThrow('the other process has ended');
    expect(one.gone.aborted).toBe(true);
  });

  it('handles nothing that arrives after the other side is gone', () => {
    const deliveries: (() => void)[] = [];
    const schedule = (deliver: () => void): void => void deliveries.push(deliver);
    const [one, other] = connectChannels([schedule, schedule]);
    let handled = 0;
    other.handle('news', () => handled++);
    one.notify('news');
    one.request('news').catch(() => undefined);
    other.close();
    for (const deliver of deliveries) deliver();
    expect(handled).toBe(0);
  });
});
