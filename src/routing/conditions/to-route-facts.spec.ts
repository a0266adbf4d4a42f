import { describe, expect, it } from '@jest/globals';
import type { MessagesRequest } from '@gateway/protocol';
import { type Condition, REQUEST_KINDS } from './condition.types.js';
import { SizeMemory } from './size-memory.js';
import { toRouteFacts } from './to-route-facts.js';

type Headers = Readonly<Record<string, string>>;

const SEARCH = { type: 'web_search_20250305', name: 'web_search' };
const BASH = { name: 'Bash', input_schema: { type: 'object' } };
const LONG = 'x'.repeat(30_000);
const requestClass = (name: string): Headers => ({ 'x-claude-code-request-class': name });
const agent = { 'x-claude-code-agent-id': 'a1' };

function metBy(request: object, headers: Headers): readonly Condition[] {
  const facts = toRouteFacts(
    { request: request as MessagesRequest, headers, bytes: 4000, isMessage: true },
    new SizeMemory(),
  );
  return REQUEST_KINDS.filter((kind) => facts.meets(kind) !== undefined);
}

describe('toRouteFacts', () => {
  it.each<[string, object, Headers, readonly Condition[]]>([
    ['nothing without hints', { tools: [BASH] }, {}, []],
    ['nothing for the main loop', { tools: [BASH] }, requestClass('main'), []],
    ['a subagent by its id', { tools: [BASH] }, agent, ['subagent']],
    ['a subagent by its class', { tools: [BASH] }, requestClass('subagent'), ['subagent']],
    ['a compaction by its class', { tools: [BASH] }, requestClass('compaction'), ['compaction']],
    ['a compaction by its header', { tools: [BASH] }, { 'x-claude-code-compaction': 'reactive' }, ['compaction']],
    ['the compaction of a subagent', {}, { ...agent, ...requestClass('compaction') }, ['subagent', 'compaction']],
    ['a web search by its tool', { tools: [SEARCH] }, {}, ['web-search']],
    ['a web search of the client', { tools: [SEARCH] }, requestClass('auxiliary'), ['web-search']],
    ['work in the background', { system: 'Write a title' }, requestClass('auxiliary'), ['background']],
    ['no classifier', { system: LONG }, requestClass('auxiliary'), []],
    ['no classifier without hints', { system: [{ type: 'text', text: LONG }] }, {}, []],
    ['no classifier of a subagent', { system: LONG, tools: [] }, agent, []],
    ['a long system text with tools', { system: LONG, tools: [BASH] }, agent, ['subagent']],
    ['nothing in broken fields', { tools: [null, 7, {}], system: [null] }, {}, []],
  ])('finds %s', (_, request, headers, expected) => {
    expect(metBy(request, headers)).toEqual(expected);
  });

  const sized = (
    memory: SizeMemory,
    tokens: number,
    headers: Headers = {},
    session = 's',
    isMessage = true,
  ): boolean => {
    const request = {} as MessagesRequest;
    const facts = toRouteFacts({ request, headers, bytes: tokens * 4, session, isMessage }, memory);
    return facts.meets({ over: 100_000 }) !== undefined;
  };

  it('keeps a conversation over its limit until it is clearly below', () => {
    const memory = new SizeMemory();
    const sizes = [90_000, 100_000, 100_001, 95_000, 80_001, 80_000, 99_000];
    expect(sizes.map((tokens) => sized(memory, tokens))).toEqual([false, false, true, true, true, false, false]);
  });

  it('is not changed by a count, or by what is sent beside the conversation', () => {
    const memory = new SizeMemory();
    const auxiliary = { 'x-claude-code-request-class': 'auxiliary' };
    expect(sized(memory, 110_000)).toBe(true);
    expect([sized(memory, 2000, {}, 's', false), sized(memory, 2000, auxiliary)]).toEqual([false, false]);
    expect(sized(memory, 95_000)).toBe(true);
    expect([sized(memory, 110_000, {}, 't', false), sized(memory, 95_000, {}, 't')]).toEqual([true, false]);
  });

  it('decides for each session and agent', () => {
    const memory = new SizeMemory();
    sized(memory, 110_000);
    expect([sized(memory, 90_000), sized(memory, 90_000, agent), sized(memory, 90_000, {}, 'other')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('never meets a size for the classifier', () => {
    const facts = toRouteFacts(
      { request: { system: LONG } as MessagesRequest, headers: {}, bytes: 10 ** 7, isMessage: true },
      new SizeMemory(),
    );
    expect(facts.meets({ over: 1 })).toBeUndefined();
  });
});
