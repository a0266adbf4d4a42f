import type { AssistantPart, Part, ToolResult, Turn } from '@gateway/provider-kit';
import type { JsonObject } from '@gateway/protocol';
import { describe, expect, it } from '@jest/globals';
import { type InputTraits, toInput } from './to-input.js';

const TRAITS: InputTraits = { systemRole: 'developer', reader: 'openai/gpt-5.4', changes: new Set() };

const text = (words: string): Part & { type: 'text' } => ({ type: 'text', text: words });
const said = (words: string): AssistantPart => ({ type: 'text', text: words, apart: false });
const called = (id: string, input: unknown = {}): AssistantPart => ({ type: 'tool_use', id, name: 'A', input });
const thought = (state: JsonObject, thinking = ''): AssistantPart => ({
  type: 'thinking',
  thinking,
  state: { m: 'openai/gpt-5.4', ec: 'E', ...state },
});
const image: Part = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA==' } };
const result = (parts: readonly Part[], isError = false): Turn => {
  const answer: ToolResult = { id: 'c1', name: 'A', parts, isError };
  return { role: 'results', results: [answer] };
};

const message = (words: string, more: JsonObject = {}): JsonObject => ({
  type: 'message',
  role: 'assistant',
  content: [{ type: 'output_text', text: words }],
  ...more,
});
const call = (call_id: string, json = '{}'): JsonObject => ({
  type: 'function_call',
  call_id,
  name: 'A',
  arguments: json,
});
const reasoning = (...summary: string[]): JsonObject => ({
  type: 'reasoning',
  summary: summary.map((words) => ({ type: 'summary_text', text: words })),
  encrypted_content: 'E',
});

describe('text of the user', () => {
  it.each<[Part, JsonObject]>([
    [text('a'), { type: 'input_text', text: 'a' }],
    [image, { type: 'input_image', image_url: 'data:image/png;base64,AA==', detail: 'auto' }],
    [
      { type: 'image', source: { type: 'url', url: 'https://a.b/i.png' } },
      { type: 'input_image', image_url: 'https://a.b/i.png', detail: 'auto' },
    ],
    [
      {
        type: 'document',
        filename: 'a.pdf',
        source: { type: 'base64', media_type: 'application/pdf', data: 'AA==' },
      },
      { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,AA==' },
    ],
    [
      { type: 'document', filename: 'a.pdf', source: { type: 'url', url: 'https://a.b/a.pdf' } },
      { type: 'input_file', file_url: 'https://a.b/a.pdf' },
    ],
  ])('%j', (part, expected) => {
    const items = toInput([{ role: 'user', parts: [part] }], TRAITS);
    expect(items).toEqual([{ type: 'message', role: 'user', content: [expected] }]);
  });

  it.each(['developer', 'system'] as const)('system messages stay in place, as %s', (systemRole) => {
    expect(toInput([{ role: 'system', text: 'Env' }], { ...TRAITS, systemRole })).toEqual([
      { type: 'message', role: systemRole, content: [{ type: 'input_text', text: 'Env' }] },
    ]);
  });
});

describe('what tools answer', () => {
  const pictured = { type: 'input_image', image_url: 'data:image/png;base64,AA==', detail: 'auto' };
  it.each<[string, Turn, unknown]>([
    ['text', result([text('a')]), 'a'],
    ['several texts', result([text('a'), text('b')]), 'a\nb'],
    ['nothing', result([]), '(no output)'],
    ['an error', result([text('no file')], true), 'Error: no file'],
    ['an image', result([text('see'), image]), [{ type: 'input_text', text: 'see' }, pictured]],
    ['an error with an image', result([image], true), [{ type: 'input_text', text: 'Error:' }, pictured]],
  ])('%s', (_, turn, output) => {
    expect(toInput([turn], TRAITS)).toEqual([{ type: 'function_call_output', call_id: 'c1', output }]);
  });
});

describe('text of the model', () => {
  it.each<[string, AssistantPart[], JsonObject[]]>([
    [
      'keeps its order',
      [said('a'), called('c1'), said('b'), called('c2')],
      [message('a'), call('c1'), message('b'), call('c2')],
    ],
    [
      'keeps whatever a call was given',
      [called('c1', { d: [1] }), called('c2', null)],
      [call('c1', '{"d":[1]}'), call('c2')],
    ],
    [
      'has its reasoning before a message',
      [thought({ nx: 'msg' }, 'Plan'), said('a')],
      [reasoning('Plan'), message('a')],
    ],
    ['has its reasoning before a call', [thought({ nx: 'fc' }), called('c1')], [reasoning(), call('c1')]],
    [
      'keeps its phase',
      [thought({ nx: 'msg', ph: 'commentary' }), said('a')],
      [reasoning(), message('a', { phase: 'commentary' })],
    ],
    ['loses an unknown phase', [thought({ nx: 'msg', ph: 'x' }), said('a')], [reasoning(), message('a')]],
    ['has its reasoning though the follower is unknown', [thought({}), called('c1')], [reasoning(), call('c1')]],
    ['loses reasoning before another kind of item', [thought({ nx: 'msg' }), called('c1')], [call('c1')]],
    ['loses reasoning whose item is not sent', [thought({ nx: '-' }), said('a')], [message('a')]],
    ['loses reasoning at its end', [said('a'), thought({ nx: 'msg' })], [message('a')]],
    [
      'loses reasoning before reasoning',
      [thought({ nx: 'fc' }), thought({ nx: 'fc' }), called('c1')],
      [reasoning(), call('c1')],
    ],
    ['loses reasoning of other models', [thought({ m: 'openai/gpt-5', nx: 'fc' }), called('c1')], [call('c1')]],
    ['loses reasoning of other services', [thought({ m: 'azure/gpt-5.4', nx: 'fc' }), called('c1')], [call('c1')]],
    ['loses reasoning without content', [thought({ ec: undefined, nx: 'fc' }), called('c1')], [call('c1')]],
  ])('%s', (name, parts, expected) => {
    const changes: InputTraits['changes'] = new Set();
    expect(toInput([{ role: 'assistant', parts }], { ...TRAITS, changes })).toEqual(expected);
    expect(changes.has('foreign-thinking-dropped')).toBe(name.startsWith('loses reasoning'));
  });
});
