import { describe, expect, it } from '@jest/globals';
import { isUnderDomain } from './is-under-domain.js';

describe('isUnderDomain', () => {
  it.each([
    ['openai.com', true],
    ['api.openai.com', true],
    ['API.OpenAI.com.', true],
    ['evilopenai.com', false],
    ['openai.com.evil.org', false],
    ['com', false],
  ])('%s', (host, under) => {
    expect(isUnderDomain(host, 'openai.com')).toBe(under);
  });

  it('is nothing under no domain', () => {
    expect(isUnderDomain('a.', '')).toBe(false);
  });
});
