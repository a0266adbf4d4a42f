import type { End, Figures, Said } from './fake-encoder.types.js';

/** The output of a model, and what a client must get of it, whatever the wire between them. */
export interface Story {
  readonly name: string;
  readonly says: readonly Said[];
  readonly end: End;
  readonly usage: Figures;
  readonly received: {
    readonly text: string;
    readonly calls: readonly { readonly name: string; readonly input: object }[];
    readonly stop: string;
  };
}

const usage = { input: 120, output: 40, cached: 20, reasoning: 8 };
const rome = { name: 'look', input: { city: 'Rom', deep: { n: 1, list: [true, null, 'a"b\\c'] } } };
const oslo = { name: 'look', input: { city: 'Åsgård 🦊' } };
const call = ({ name, input }: typeof oslo, id: string): Said => ({ call: name, input, id });

/** The stories that every dialect has to tell. Words of several bytes show where a wire is cut wrongly. */
export const STORIES: readonly Story[] = [
  {
    name: 'an answer in pieces',
    says: [{ text: ['Hel', 'lo, Wörld ', '🦊\n\n', '```\ndata: [DONE]\n```'] }],
    end: 'done',
    usage,
    received: { text: 'Hello, Wörld 🦊\n\n```\ndata: [DONE]\n```', calls: [], stop: 'end_turn' },
  },
  {
    name: 'a thought, a word and a call',
    says: [{ think: 'Höw?', state: 'c3RhdGU=' }, { text: 'I look.' }, call(rome, 'call_1')],
    end: 'done',
    usage,
    received: { text: 'I look.', calls: [rome], stop: 'tool_use' },
  },
  {
    name: 'parallel calls, one of them without arguments',
    says: [call(rome, 'call_1'), call(oslo, 'call_2'), { call: 'ping', input: {}, id: 'call_3' }],
    end: 'done',
    usage: { input: 120, output: 40 },
    received: { text: '', calls: [rome, oslo, { name: 'ping', input: {} }], stop: 'tool_use' },
  },
  {
    name: 'an answer that is cut off at its limit',
    says: [{ text: 'And so' }],
    end: 'limit',
    usage,
    received: { text: 'And so', calls: [], stop: 'max_tokens' },
  },
  {
    name: 'an answer that the filter ends',
    says: [{ text: 'First,' }],
    end: 'filter',
    usage,
    received: { text: 'First,', calls: [], stop: 'refusal' },
  },
];
