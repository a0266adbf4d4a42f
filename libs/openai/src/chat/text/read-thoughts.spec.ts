import { describe, expect, it } from '@jest/globals';
import type { ChatDelta } from '../chat.types.js';
import { readThoughts } from './read-thoughts.js';

describe('readThoughts', () => {
  it.each<[string, unknown, string]>([
    ['a field', { reasoning_content: 'a' }, 'a'],
    ['the other field', { reasoning: 'a', reasoning_content: '' }, 'a'],
    ['one of two copies', { reasoning: 'a', reasoning_content: 'a' }, 'a'],
    ['a field, and not its copy in the details', { reasoning: 'a', reasoning_details: [{ text: 'a' }] }, 'a'],
    ['details alone', { reasoning_details: [{ type: 'reasoning.text', text: 'a' }, { summary: 'b' }] }, 'ab'],
    ['parts', { content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'a' }] }] }, 'a'],
    ['no state', { reasoning_details: [{ type: 'reasoning.encrypted', data: 'x' }] }, ''],
    ['no object', { reasoning: { effort: 'high' }, reasoning_details: 'x' }, ''],
  ])('reads %s', (_, delta, expected) => {
    expect(readThoughts(delta as ChatDelta)).toBe(expected);
  });
});
