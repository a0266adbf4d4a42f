import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AnswerText } from './answer-text.js';
import { TextCallScanner } from './text-call.scanner.js';

const RUNS = { seed: 20261128, numRuns: 300 };
const TOOLS = new Set(['Read', 'Grep']);

function scan(pieces: readonly string[]): { text: string; calls: [string, unknown][] } {
  const scanner = new TextCallScanner(TOOLS);
  const said = [...pieces.flatMap((piece) => scanner.push(piece)), ...scanner.end()];
  return {
    text: said.map((piece) => ('text' in piece ? piece.text : '')).join(''),
    calls: said.flatMap((piece): [string, unknown][] =>
      'call' in piece ? [[piece.call.name, JSON.parse(piece.call.arguments)]] : [],
    ),
  };
}

const HERMES = '<tool_call>\n{"name":"Read","arguments":{"path":"a"}}\n</tool_call>';

describe('tool calls in the text of an answer', () => {
  it.each<[string, string, string, [string, unknown][]]>([
    ['Hermes', HERMES, '', [['Read', { path: 'a' }]]],
    ['with text around it', `I look.\n${HERMES}\nThen.`, 'I look.\n\nThen.', [['Read', { path: 'a' }]]],
    [
      'two of them',
      HERMES + HERMES.replace('Read', 'Grep'),
      '',
      [
        ['Read', { path: 'a' }],
        ['Grep', { path: 'a' }],
      ],
    ],
    [
      'arguments as a text',
      '<tool_call>{"name":"Read","arguments":"{\\"path\\":1}"}</tool_call>',
      '',
      [['Read', { path: 1 }]],
    ],
    ['parameters', '<tool_call>{"name":"Read","parameters":{}}</tool_call>', '', [['Read', {}]]],
    ['Llama', '<function=Read>{"path":"a"}</function>', '', [['Read', { path: 'a' }]]],
    [
      'Qwen 3 Coder',
      '<tool_call>\n<function=Read>\n<parameter=path>\na <b>\n</parameter>\n<parameter=limit>\n5\n</parameter>\n</function>\n</tool_call>',
      '',
      [['Read', { path: 'a <b>', limit: 5 }]],
    ],
    ['a block of JSON', '```json\n{"name":"Grep","arguments":{"path":"b"}}\n```', '', [['Grep', { path: 'b' }]]],
    ['no last mark', '<tool_call>{"name":"Read","arguments":{}}', '', [['Read', {}]]],
  ])('%s', (_, answer, text, calls) => {
    expect(scan([answer])).toEqual({ text, calls });
  });

  it.each([
    ['a tool that was not offered', HERMES.replace('Read', 'Bash')],
    ['a member of every object', HERMES.replace('Read', 'constructor')],
    ['an example in JSON', '```json\n{"name":"gateway","version":1}\n```'],
    ['a block of JSON that is no call', '```json\n[1,2]\n```'],
    ['broken JSON', '<tool_call>{"name":"Read","arguments":{</tool_call>'],
    ['a list with one stranger', '<tool_call>[{"name":"Read","arguments":{}},{"name":"X","arguments":{}}]</tool_call>'],
    ['arguments that are no object', '<tool_call>{"name":"Read","arguments":[1]}</tool_call>'],
    ['an open mark', 'a <tool_call> b'],
    ['half a mark', 'a <tool_'],
  ])('%s stays text', (_, answer) => {
    expect(scan([answer])).toEqual({ text: answer, calls: [] });
  });

  it('any cut of any answer gives the same, and no text is lost', () => {
    const piece = fc.constantFrom(
      HERMES,
      '<tool_call>',
      '</tool_call>',
      '<function=Read>',
      '{}',
      '```json',
      '```',
      'x',
      '<',
      '`',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const answer = pieces.join('');
        const whole = scan([answer]);
        expect(scan(Array.from(answer))).toEqual(whole);
        if (whole.calls.length === 0) expect(whole.text).toBe(answer);
      }),
      RUNS,
    );
  });

  it.each([
    ['Read<|channel|>commentary', 'Read'],
    ['functions.Grep', 'Grep'],
    ['Read', 'Read'],
    ['Bash<|channel|>commentary', 'Bash<|channel|>commentary'],
  ])('a name with marks of gpt-oss: %s', (name, expected) => {
    const sink = { thought: () => undefined, text: () => undefined, call: () => undefined };
    const tools = [...TOOLS].map((each) => ({ name: each }));
    const answer = new AnswerText({ thinkTags: 'auto', textCalls: 'true' }, { stream: true, tools }, sink);
    expect(answer.toName(name)).toBe(expected);
  });
});
