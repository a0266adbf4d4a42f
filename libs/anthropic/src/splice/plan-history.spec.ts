import { describe, expect, it } from '@jest/globals';
import { planHistory } from './plan-history.js';

const own = { type: 'thinking', thinking: 'a', signature: 'gw1.or.e30' };
const unsigned = { type: 'thinking', thinking: 'a', signature: '' };
const native = { type: 'thinking', thinking: 'a', signature: 'ErUBCkYI' };
const text = { type: 'text', text: 'b' };
const user = { role: 'user', content: 'c' };

function assistant(...content: readonly unknown[]): unknown {
  return { role: 'assistant', content };
}

function fatesOf(...content: readonly unknown[]): Record<number, string> {
  const fates = planHistory([assistant(...content)]).blocks.get(0);
  return Object.fromEntries([...(fates ?? [])].map(([j, { fate }]) => [j, fate]));
}

describe('planHistory', () => {
  it.each([
    { what: 'a thought of the gateway', content: [own, text], fates: { 0: 'removed' } },
    { what: 'an unsigned thought', content: [text, unsigned], fates: { 1: 'removed' } },
    { what: 'a native thought', content: [native, text], fates: {} },
    {
      what: 'a thought without a signature, which is Anthropic’s to refuse',
      content: [{ type: 'thinking' }],
      fates: {},
    },
    { what: 'a redacted thought', content: [{ type: 'redacted_thinking', data: 'x' }], fates: {} },
    {
      what: 'a search of the gateway',
      content: [
        { type: 'server_tool_use', id: 'srvtoolu_gw_1', name: 'web_search', input: { query: 'q' } },
        { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_gw_1', content: [] },
      ],
      fates: { 0: 'told', 1: 'told' },
    },
    {
      what: 'a forged search',
      content: [{ type: 'web_search_tool_result', tool_use_id: 'srvtoolu_gw_1', content: [null, 1] }],
      fates: { 0: 'told' },
    },
    {
      what: 'a native search',
      content: [
        { type: 'server_tool_use', id: 'srvtoolu_01', name: 'web_search', input: {} },
        { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_01', content: [] },
      ],
      fates: {},
    },
    {
      what: 'a citation of the gateway',
      content: [{ ...text, citations: [{ encrypted_index: '' }, { encrypted_index: 'Eo8B' }] }],
      fates: { 0: 'uncited' },
    },
    { what: 'native citations', content: [{ ...text, citations: [{ encrypted_index: 'Eo8B' }] }], fates: {} },
    { what: 'things that are no blocks', content: [null, 1, 'x', []], fates: {} },
  ])('judges $what', ({ content, fates }) => {
    expect(fatesOf(...content)).toEqual(fates);
  });

  it('turns a search into text, and keeps its cache mark', () => {
    const cache = { type: 'ephemeral' };
    const search = { type: 'server_tool_use', id: 'srvtoolu_gw_1', name: 'web_search', input: { query: 'q' } };
    const found = {
      type: 'web_search_tool_result',
      tool_use_id: 'srvtoolu_gw_1',
      content: [{ type: 'web_search_result', title: 'T', url: 'https://t.example', encrypted_content: '' }],
      cache_control: cache,
    };
    expect([
      ...(planHistory([assistant(search, found)])
        .blocks.get(0)
        ?.values() ?? []),
    ]).toEqual([
      { fate: 'told', block: { type: 'text', text: '[web_search: {"query":"q"}]' } },
      {
        fate: 'told',
        block: { type: 'text', text: '[web_search results]\n- T (https://t.example)', cache_control: cache },
      },
    ]);
  });

  it('notes what it does to the request', () => {
    const cited = { ...text, citations: [{ encrypted_index: '' }] };
    expect([...planHistory([assistant(own, cited)]).changes]).toEqual([
      'foreign-thinking-dropped',
      'citations-dropped',
    ]);
    expect(planHistory([assistant(native, text)]).changes.size).toBe(0);
  });

  it.each([
    { what: 'an emptied turn falls out', messages: [user, assistant(own)], gone: [1], joined: {} },
    {
      what: 'the user turns around it become one',
      messages: [user, assistant(own), user],
      gone: [1, 2],
      joined: { 0: [2] },
    },
    {
      what: 'and so do more of them',
      messages: [user, assistant(own), user, assistant(unsigned, own), user, assistant(text), user],
      gone: [1, 2, 3, 4],
      joined: { 0: [2, 4] },
    },
    { what: 'a turn with text stays', messages: [user, assistant(own, text), user], gone: [], joined: {} },
    { what: 'a turn that was empty stays', messages: [user, assistant(), user], gone: [], joined: {} },
    { what: 'user turns that were in a row stay', messages: [user, user, assistant(own)], gone: [2], joined: {} },
    {
      what: 'a user turn with more fields stays',
      messages: [user, assistant(own), { ...user, later: 1 }],
      gone: [1],
      joined: {},
    },
    {
      what: 'a system message in between stays',
      messages: [user, { role: 'system', content: 's' }, assistant(own), user],
      gone: [2],
      joined: {},
    },
  ])('$what', ({ messages, gone, joined }) => {
    const plan = planHistory(messages);
    expect([...plan.gone].sort()).toEqual(gone);
    expect(Object.fromEntries(plan.joined)).toEqual(joined);
  });

  it.each([undefined, null, 'x', {}, [null, 1, { role: 'assistant', content: 'x' }]])('leaves %j alone', (messages) => {
    const plan = planHistory(messages);
    expect(plan.blocks.size + plan.gone.size).toBe(0);
  });
});

describe('thinking without a signature', () => {
  const own = { type: 'thinking', thinking: 'a', signature: 'gw1.rc.e30' };
  const signed = { type: 'thinking', thinking: 'a', signature: 'EqQB' };
  const turn = (block: object): object[] => [{ role: 'assistant', content: [block, { type: 'text', text: 'x' }] }];

  it.each([unsigned, { ...unsigned, thinking: '' }])(
    'is taken out toward Anthropic itself, and kept elsewhere: %j',
    (block) => {
      expect(planHistory(turn(block)).blocks.size).toBe(1);
      expect(planHistory(turn(block), true).blocks.size).toBe(0);
    },
  );

  it("does not depend on it: the gateway's own is taken out, Anthropic's is kept", () => {
    for (const keeps of [true, false]) {
      expect(planHistory(turn(own), keeps).blocks.size).toBe(1);
      expect(planHistory(turn(signed), keeps).blocks.size).toBe(0);
    }
  });
});
