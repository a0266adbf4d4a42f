import { ApiError, collectMessage, MessageWriter } from '@gateway/protocol';
import type { ResponseContext } from '@gateway/provider-kit';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ChatTranslator } from './chat.translator.js';
import type { ChatToolCall } from './chat.types.js';

type Called = readonly [name: string, input: object];

const TOOLS = ['Read', 'Grep', 'LS'];

/** The calls of an answer whose deltas hold these entries. */
function callsOf(deltas: readonly (readonly ChatToolCall[])[]): Called[] {
  let made = 0;
  const naming = { toolName: (name: string) => name, toolId: () => `toolu_${made++}` };
  const writer = new MessageWriter({
    id: 'msg_1',
    model: 'm',
    inputTokens: 1,
    thoughts: 'shown',
    stopSequences: [],
    singleToolCall: false,
    namesCaller: false,
    naming,
  });
  const requested = { stops: [], maxTokens: 100, tools: TOOLS.map((name) => ({ name })) };
  const translator = new ChatTranslator(writer, requested as unknown as ResponseContext, {
    upstream: 'openai-chat',
    reader: 'x/y',
    toError: () => new ApiError('api_error', 'no'),
  });
  for (const tool_calls of deltas) translator.push({ choices: [{ index: 0, delta: { tool_calls } }] });
  translator.push({ choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] });
  translator.end(true);
  return collectMessage(writer.take()).content.map((block) => {
    const { name, input } = block as { name: string; input: object };
    return [name, input];
  });
}

const entry = (name: string | undefined, args?: unknown, more: object = {}): ChatToolCall => ({
  ...more,
  function: { ...(name === undefined ? {} : { name }), ...(args === undefined ? {} : { arguments: args }) },
});

const X = { path: 'x' };
const Y = { path: 'y' };
const BOTH: readonly Called[] = [
  ['Read', X],
  ['Grep', Y],
];
const TWICE: readonly Called[] = [
  ['Read', X],
  ['Read', Y],
];

describe('calls that are not told apart', () => {
  it.each<[string, readonly (readonly ChatToolCall[])[], readonly Called[]]>([
    ['in one delta', [[entry('Read', '{"path":"x"}'), entry('Grep', '{"path":"y"}')]], BOTH],
    ['the same tool twice in one delta', [[entry('Read', '{"path":"x"}'), entry('Read', '{"path":"y"}')]], TWICE],
    ['a delta each', [[entry('Read', '{"path":"x"}')], [entry('Grep', '{"path":"y"}')]], BOTH],
    ['the same tool, a delta each', [[entry('Read', '{"path":"x"}')], [entry('Read', '{"path":"y"}')]], TWICE],
    [
      'in pieces, one after the other',
      [
        [entry('Read', '{"pa')],
        [entry(undefined, 'th":"x"}')],
        [entry('Read')],
        [entry(undefined, '{"path":')],
        [entry(undefined, '"y"}')],
      ],
      TWICE,
    ],
    [
      'in pieces, side by side',
      [
        [entry('Read', '{"pa'), entry('Grep', '{"path')],
        [entry(undefined, 'th":"x"}'), entry(undefined, '":"y"}')],
      ],
      BOTH,
    ],
    [
      'side by side, and then the rest of both',
      [[entry('Read', '{"path":"x'), entry('Grep', '{"path":"y')], [entry(undefined, '"}')], [entry(undefined, '"}')]],
      BOTH,
    ],
    ['arguments as objects', [[entry('Read', X), entry('Grep', Y)]], BOTH],
    ['JSON in a JSON string', [[entry('Read', '"{\\"path\\":\\"x\\"}"')], [entry('Grep', '{"path":"y"}')]], BOTH],
    [
      'without arguments, whole names',
      [[entry('LS')], [entry('Read', '{"path":"x"}')]],
      [
        ['LS', {}],
        ['Read', X],
      ],
    ],
    [
      'an empty object first',
      [[entry('LS', '{}')], [entry('LS', '{}')]],
      [
        ['LS', {}],
        ['LS', {}],
      ],
    ],
    [
      'under one index without ids',
      [[entry('Read', '{"path":"x"}', { index: 0 })], [entry('Grep', '{"path":"y"}', { index: 0 })]],
      BOTH,
    ],
    [
      'under one index, the same tool, in pieces',
      [
        [entry('Read', '{"path":"x"}', { index: 0 })],
        [entry('Read', '{"path"', { index: 0 })],
        [entry(undefined, ':"y"}', { index: 0 })],
      ],
      TWICE,
    ],
    [
      'under one id without an index',
      [[entry('Read', '{"path":"x"}', { id: 'call_0' })], [entry('Read', '{"path":"y"}', { id: 'call_0' })]],
      TWICE,
    ],
    [
      'under one id, in one delta',
      [[entry('Read', '{"path":"x"}', { id: 'call_0' }), entry('Grep', '{"path":"y"}', { id: 'call_0' })]],
      BOTH,
    ],
    [
      'a new id for every piece, without an index',
      [[entry('Read', '{"path":', { id: 'a' })], [entry(undefined, '"x"}', { id: 'b' })]],
      [['Read', X]],
    ],
    [
      'a new id and the name with every piece',
      [[entry('Read', '{"path"', { index: 0, id: 'a' })], [entry('Read', ':"x"}', { index: 0, id: 'b' })]],
      [['Read', X]],
    ],
    [
      'the name again behind the arguments',
      [[entry('Read', '{"path":"x"}', { index: 0, id: 'a' })], [entry('Read', '', { index: 0, id: 'a' })]],
      [['Read', X]],
    ],
    [
      'the whole call again at the end',
      [[entry('Read', '{"path":"x"}', { index: 0, id: 'a' })], [entry('Read', '{"path":"x"}', { index: 0, id: 'a' })]],
      [['Read', X]],
    ],
    ['a name that is cut', [[entry('Re')], [entry('ad')], [entry(undefined, '{"path":"x"}')]], [['Read', X]]],
  ])('%s', (_, deltas, expected) => {
    expect(callsOf(deltas)).toEqual(expected);
  });
});

/** How a server marks its calls: the fields of an entry, by the number of the call and whether it is its first. */
const MARKS = new Map<string, (call: number, first: boolean) => object>([
  ['index and id', (call, first) => ({ index: call, ...(first ? { id: `c${call}` } : {}) })],
  ['index and id in each', (call) => ({ index: call, id: `c${call}` })],
  ['index alone', (call) => ({ index: call })],
  ['id in each', (call) => ({ id: `c${call}` })],
  ['one index, ids', (call, first) => ({ index: 0, ...(first ? { id: `c${call}` } : {}) })],
  ['one index', () => ({ index: 0 })],
  ['one id', () => ({ id: 'call_0' })],
  ['one index, one id', () => ({ index: 0, id: 'call_0' })],
  ['nothing', () => ({})],
]);
/** Marks by which pieces of calls can arrive in any order. */
const TELLING = new Set(['index and id', 'index and id in each', 'index alone', 'id in each']);

const arguments_ = fc.dictionary(fc.constantFrom('path', 'a"b', 'c}'), fc.string({ maxLength: 8 }), { minKeys: 1 });
const called = fc.record({
  name: fc.constantFrom(...TOOLS),
  input: arguments_,
  cuts: fc.array(fc.nat(40), { maxLength: 4 }),
});

describe('any order, splitting and identification of calls', () => {
  it.each([...MARKS])('gives the same calls: %s', (label, mark) => {
    const calls = fc.uniqueArray(called, {
      minLength: 1,
      maxLength: 5,
      selector: ({ input }) => JSON.stringify(input),
    });
    fc.assert(
      fc.property(calls, fc.boolean(), fc.boolean(), fc.infiniteStream(fc.nat(4)), (given, repeats, together, dice) => {
        const queues = given.map(({ name, input, cuts }, i) => {
          const pieces = cut(JSON.stringify(input), cuts);
          return pieces.map((text, n) => entry(n === 0 || repeats ? name : undefined, text, mark(i, n === 0)));
        });
        const expected = given.map(({ name, input }) => [name, input]);
        const deltas: ChatToolCall[][] = [];
        if (together) {
          // The n-th piece of every call in one delta; whole calls where an entry cannot be placed otherwise.
          const longest = Math.max(...queues.map(({ length }) => length));
          const even = queues.every(({ length }) => length === longest);
          if (even) for (let n = 0; n < longest; n++) deltas.push(queues.map((queue) => queue[n]!));
          else deltas.push(...queues.flat().map((each) => [each]));
        } else if (TELLING.has(label)) {
          // The calls begin in order; their other pieces come in any.
          const rest = queues.map(([first, ...others]) => (deltas.push([first!]), others));
          while (rest.some(({ length }) => length > 0)) {
            const open = rest.filter(({ length }) => length > 0);
            deltas.push([open[dice.next().value % open.length]!.shift()!]);
          }
        } else deltas.push(...queues.flat().map((each) => [each]));
        expect(callsOf(deltas)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

function cut(text: string, places: readonly number[]): string[] {
  const at = [...new Set(places.map((place) => place % text.length))]
    .filter((place) => place > 0)
    .sort((a, b) => a - b);
  return [0, ...at].map((start, i) => text.slice(start, at[i]));
}
