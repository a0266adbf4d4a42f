import { describe, expect, it } from '@jest/globals';
import { readCallState } from './call-state.js';

describe('readCallState', () => {
  it.each([[[null]], [[5, 'x', [], {}]], [[{ toolCall: 1 }]], [{}]])('takes nothing of forged parts: %j', (sp) => {
    expect(readCallState({ at: 'call', sp })).toEqual({ signature: undefined, serverParts: [] });
  });
});
