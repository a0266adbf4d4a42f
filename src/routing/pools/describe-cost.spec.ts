import { describe, expect, it } from '@jest/globals';
import type { MessagesRequest } from '@gateway/protocol';
import { describeCost, hasAnswer } from './describe-cost.js';

const requestOf = (messages: readonly unknown[]): MessagesRequest => ({ messages }) as unknown as MessagesRequest;

describe('describeCost', () => {
  it('counts the tokens without a cache, and the blocks of reasoning', () => {
    const content = [{ type: 'thinking' }, { type: 'text' }, { type: 'redacted_thinking' }];
    const request = requestOf([
      { role: 'user', content: 'a' },
      { role: 'assistant', content },
    ]);
    expect(describeCost({ rawBody: new Uint8Array(401), request })).toEqual({
      uncachedTokens: 101,
      reasoningBlocks: 2,
    });
    expect(hasAnswer({ request })).toBe(true);
  });

  it.each([[[]], [[null, 7, {}]], [[{ role: 'user', content: [null, 'x', [1]] }]]])(
    'accepts what was not checked yet: %j',
    (messages) => {
      const request = requestOf(messages);
      expect(describeCost({ rawBody: new Uint8Array(0), request }).reasoningBlocks).toBe(0);
      expect(hasAnswer({ request })).toBe(false);
    },
  );
});
