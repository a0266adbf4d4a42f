import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { PinoLogger } from 'nestjs-pino';
import { TokenizerService } from './tokenizer.service.js';

const warn = jest.fn();

describe('TokenizerService', () => {
  let tokenizer: TokenizerService;

  beforeEach(() => {
    warn.mockClear();
    tokenizer = new TokenizerService({ warn } as unknown as PinoLogger);
  });

  afterEach(() => tokenizer.onApplicationShutdown());

  it.each([
    [[], 0],
    [[''], 0],
    [['hello world'], 2],
    [['hello world', 'hello world'], 4],
    // Text like any other: as the special token it would be 1, or an error.
    [['<|endoftext|>'], 7],
    [['Grüße, 世界 👋'], 7],
  ])('%j is %i tokens', async (texts, expected) => {
    await expect(tokenizer.count(texts)).resolves.toBe(expected);
    expect(warn).not.toHaveBeenCalled();
  });

  it('keeps the answers of simultaneous counts apart', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => 'hello '.repeat(index + 1).trim());
    const counts = await Promise.all(texts.map((text) => tokenizer.count([text])));
    expect(counts).toEqual(texts.map((_, index) => index + 1));
  });

  it('does not hold up the event loop', async () => {
    await tokenizer.count(['warm']);
    const counted = tokenizer.count(['The quick brown fox jumps over the lazy dog. '.repeat(40_000)]);
    let turns = 0;
    const ticking = setInterval(() => turns++, 2);
    await counted;
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(3);
  });

  it('takes linear time for text without a space', async () => {
    const start = performance.now();
    const tokens = await tokenizer.count(['QUJD'.repeat(100_000)]);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(tokens).toBeGreaterThan(50_000);
    expect(warn).not.toHaveBeenCalled();
  });

  it('estimates where the worker fails, and has a new one afterwards', async () => {
    // No text, so it throws in the worker; but it has a length.
    const broken = { length: 400 } as unknown as string;
    await expect(Promise.all([tokenizer.count([broken]), tokenizer.count(['x'])])).resolves.toEqual([100, 2]);
    expect(warn).toHaveBeenCalledTimes(1);
    await expect(tokenizer.count(['hello world'])).resolves.toBe(2);
  });
});
