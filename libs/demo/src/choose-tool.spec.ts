import { describe, expect, it } from '@jest/globals';
import type { MessagesRequest } from '@gateway/protocol';
import { chooseTool } from './choose-tool.js';

const schema = { type: 'object' };
const user = { role: 'user', content: 'Use a tool, please' } as const;

function choose(names: readonly string[], rest: Partial<MessagesRequest> = {}): string | undefined {
  const tools = names.map((name) => ({ name, input_schema: schema }));
  return chooseTool({ model: 'demo', max_tokens: 10, messages: [user], tools, ...rest })?.name;
}

describe('chooseTool', () => {
  it.each([
    { names: ['get_weather'], chosen: 'get_weather' },
    { names: ['Bash', 'Edit', 'ListAgents', 'Read', 'Write'], chosen: 'ListAgents' },
    { names: ['calculator', 'Read'], chosen: 'Read' },
    { names: ['calculator'], chosen: 'calculator' },
    { names: ['mcp__files__delete_file'], chosen: undefined },
    { names: ['findAndReplace'], chosen: undefined },
    { names: ['Bash', 'Write'], chosen: undefined },
    { names: [], chosen: undefined },
  ])('of $names it calls $chosen', ({ names, chosen }) => {
    expect(choose(names)).toBe(chosen);
  });

  it('gives what tool_choice demands, and nothing where it forbids', () => {
    expect(choose(['Read', 'Write'], { tool_choice: { type: 'tool', name: 'Write' } })).toBe('Write');
    expect(choose(['Write'], { tool_choice: { type: 'any' } })).toBe('Write');
    expect(choose(['Read'], { tool_choice: { type: 'none' } })).toBeUndefined();
  });

  it.each<[string, MessagesRequest['messages'], string | undefined]>([
    ['a greeting', [{ role: 'user', content: 'hello' }], undefined],
    ['a request', [{ role: 'user', content: 'Which Tools are there?' }], 'Read'],
    [
      "instructions of the client before the user's text",
      [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'The tool Read reads.' },
            { type: 'text', text: 'hello' },
          ],
        },
      ],
      undefined,
    ],
  ])('without tool_choice, after %s: %#', (_name, messages, chosen) => {
    expect(choose(['Read'], { messages })).toBe(chosen);
  });

  it('calls once in a conversation', () => {
    const call = { type: 'tool_use', id: 'toolu_1', name: 'Read', input: {} } as const;
    const result = { type: 'tool_result', tool_use_id: 'toolu_1', content: 'text' } as const;
    const messages = [user, { role: 'assistant', content: [call] }, { role: 'user', content: [result] }] as const;
    expect(choose(['Read'], { messages })).toBeUndefined();
    expect(choose(['Read'], { messages: messages.slice(2) })).toBeUndefined();
  });

  it('passes over tools that are deferred or not the client’s own', () => {
    const tools = [
      { name: 'read_later', input_schema: schema, defer_loading: true },
      { name: 'web_search', type: 'web_search_20250305' },
    ];
    expect(choose([], { tools })).toBeUndefined();
  });
});
