import { describe, expect, it } from '@jest/globals';
import { stamp, StampReader } from './stamp.js';

/** Milliseconds by which a stamp may be rounded down. */
const ROUNDED = 0.01;

describe('StampReader', () => {
  it.each([1, 3, 13, 14, 1000])('finds each stamp once in reads of %d bytes', (size) => {
    const start = performance.now();
    const bytes = Buffer.from(`data: "${stamp()} a"\n\ndata: "${stamp()} b"\n\n${stamp()}${stamp()}`);
    const reader = new StampReader();
    const ages: number[] = [];
    for (let at = 0; at < bytes.length; at += size) ages.push(...reader.push(bytes.subarray(at, at + size)));
    expect(ages).toHaveLength(4);
    for (const age of ages) expect(age).toBeLessThanOrEqual(performance.now() - start + ROUNDED);
  });

  it('has the age in milliseconds', async () => {
    const start = performance.now();
    const said = Buffer.from(stamp());
    await new Promise((resolve) => setTimeout(resolve, 50));
    const [age] = new StampReader().push(said);
    expect(age).toBeGreaterThan(45);
    expect(age).toBeLessThanOrEqual(performance.now() - start + ROUNDED);
  });
});
