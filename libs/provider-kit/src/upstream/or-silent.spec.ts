import { describe, expect, it } from '@jest/globals';
import { getActiveResourcesInfo } from 'node:process';
import { orSilent } from './or-silent.js';

const timers = (): number => getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('orSilent', () => {
  it('gives what comes in time, and leaves no timer behind', async () => {
    const before = timers();
    await expect(orSilent(Promise.resolve('said'), Date.now() + 60_000)).resolves.toBe('said');
    expect(timers()).toBe(before);
  });

  it('passes a failure on, and leaves no timer behind', async () => {
    const before = timers();
    await expect(orSilent(Promise.reject(new Error('broken')), Date.now() + 60_000)).rejects.toThrow('broken');
    expect(timers()).toBe(before);
  });

  it.each([10, -10])('is silent when nothing came, %i ms from now', async (ms) => {
    await expect(orSilent(new Promise(() => undefined), Date.now() + ms)).resolves.toBe('silent');
  });
});
