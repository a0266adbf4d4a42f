import { describe, expect, it } from '@jest/globals';
import { connectChannels } from '../testing/connect-channels.js';

describe('Channel', () => {
  it('asks in both directions, several at a time', async () => {
    const [one, other] = connectChannels();
    one.on('double', (n: number) => n * 2);
    other.on('later', async (n: number) => new Promise((resolve) => setTimeout(() => resolve(n), 20)));
    const answers = await Promise.all([one.ask('later', 1), one.ask('later', 2), other.ask('double', 3)]);
    expect(answers).toEqual([1, 2, 6]);
  });

  it('hands on what went wrong', async () => {
    const [one, other] = connectChannels();
    other.on('fail', () => {
      throw new Error('no luck');
    });
    await expect(one.ask('fail')).rejects.toThrow('no luck');
    await expect(one.ask('weather')).rejects.toThrow('nobody knows about weather');
  });

  it('tells without waiting', async () => {
    const [one, other] = connectChannels();
    const { promise, resolve } = Promise.withResolvers<unknown>();
    other.on('news', resolve);
    one.tell('news', { a: 1 });
    expect(await promise).toEqual({ a: 1 });
  });

  it('says that nobody waits any more, and still gets its answer', async () => {
    const [one, other] = connectChannels();
    const leaving = new AbortController();
    other.on('wait', (_: unknown, signal) => new Promise((end) => signal.addEventListener('abort', () => end('gone'))));
    const answer = one.ask('wait', undefined, leaving.signal);
    setTimeout(() => leaving.abort(), 10);
    expect(await answer).toBe('gone');
    expect(await one.ask('wait', undefined, AbortSignal.abort())).toBe('gone');
  });

  it('fails what is asked, and stops what is done, when the other side is gone', async () => {
    const [one, other] = connectChannels();
    const stopped = Promise.withResolvers<undefined>();
    other.on('wait', (_: unknown, signal) => {
      signal.addEventListener('abort', () => stopped.resolve(undefined));
      setImmediate(() => other.close());
      return stopped.promise;
    });
    const answer = one.ask('wait');
    await stopped.promise;
    one.close();
    await expect(answer).rejects.toThrow('the other process has ended');
    expect(one.gone.aborted).toBe(true);
  });
});
