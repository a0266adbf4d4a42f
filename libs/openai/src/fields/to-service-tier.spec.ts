import { describe, expect, it } from '@jest/globals';
import { toServiceTier } from './to-service-tier.js';

describe('toServiceTier', () => {
  it.each([
    ['priority', 'priority'],
    ['fast', 'priority'],
    ['ultrafast', 'priority'],
    ['flex', 'batch'],
    ['default', 'standard'],
    ['constructor', 'standard'],
    [undefined, 'standard'],
  ])('%s is %s', (given, expected) => {
    expect(toServiceTier(given)).toBe(expected);
  });
});
