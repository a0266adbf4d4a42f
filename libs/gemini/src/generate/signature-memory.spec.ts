import { describe, expect, it } from '@jest/globals';
import type { CallState } from './call-state.js';
import { SignatureMemory } from './signature-memory.js';

const state = (signature: string): CallState => ({ signature, serverParts: [] });

describe('SignatureMemory', () => {
  it('forgets after an hour', () => {
    let now = 0;
    const memory = new SignatureMemory(() => now);
    memory.remember('a', state('A'));
    now = 60 * 60 * 1000 - 1;
    expect(memory.recall('a')).toEqual(state('A'));
    now += 1;
    expect(memory.recall('a')).toBeUndefined();
  });

  it('holds ten thousand, and lets go of what was used longest ago', () => {
    const memory = new SignatureMemory();
    for (let i = 0; i < 10_000; i++) memory.remember(`c${i}`, state(`${i}`));
    expect(memory.recall('c0')).toEqual(state('0'));
    memory.remember('one more', state('x'));
    expect(memory.recall('c0')).toEqual(state('0'));
    expect(memory.recall('c1')).toBeUndefined();
    expect(memory.recall('c2')).toEqual(state('2'));
  });
});
