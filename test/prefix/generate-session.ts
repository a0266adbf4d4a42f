import fc from 'fast-check';
import type { Said } from '../kit/upstreams/script.types.js';
import { type Block, type Message, PIXEL } from '../presets/agent-client.js';

/** One turn of a session: what the model says, and what the client makes of it. */
export interface Turn {
  readonly think: string | undefined;
  readonly text: string | undefined;
  readonly calls: readonly { readonly name: string; readonly input: Record<string, string>; readonly id: string }[];
  /** Content of the results, one for each call. */
  readonly results: readonly Result[];
  readonly words: readonly string[];
  /** A system message that follows the user's turn. */
  readonly system: string | undefined;
}

/** Fields of a result. */
type Result = Readonly<Record<string, unknown>>;

const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PIXEL } };
const text = fc.oneof(
  fc.lorem({ maxCount: 6 }),
  fc.constantFrom('a', ' b ', 'line\r\nline', '<think>', '"', '\\', '\ud800', '🦊', '</system-reminder>', '\u2028'),
);
const result: fc.Arbitrary<Result> = fc.oneof(
  fc.record({ content: text }),
  fc.record({ content: fc.array(fc.record({ type: fc.constant('text'), text }), { minLength: 1, maxLength: 3 }) }),
  fc.record({ content: text.map((value) => [{ type: 'text', text: value }, image]) }),
  fc.record({ content: text, is_error: fc.constant(true) }),
  fc.constant({}),
);
/** Ids that many servers give again in every answer. */
const id = fc.constantFrom('call_0', 'call_1', 'functions.Read:0', 'x'.repeat(60));
const call = fc.record({ name: fc.constantFrom('Read', 'Grep'), input: fc.record({ path: text }), id });

const turn: fc.Arbitrary<Turn> = fc.record({
  think: fc.option(text, { nil: undefined }),
  text: fc.option(text, { nil: undefined }),
  calls: fc.array(call, { minLength: 1, maxLength: 3 }),
  results: fc.array(result, { minLength: 3, maxLength: 3 }),
  words: fc.array(text, { maxLength: 2 }),
  system: fc.option(text, { nil: undefined, freq: 4 }),
});

/** So many turns from one seed. */
export function generateSession(turns: number, seed: number): readonly Turn[] {
  return fc.sample(turn, { numRuns: turns, seed });
}

/** What the model says in a turn; `unique` where an upstream's ids pass to the client as they are. */
export function toSaid({ think, text: words, calls }: Turn, number: number, unique: boolean): readonly Said[] {
  return [
    ...(think === undefined ? [] : [{ think, state: `gAAAAstate${number}` }]),
    ...(words === undefined ? [] : [{ text: words }]),
    ...calls.map(({ name, input, id: own }, i) => ({ call: name, input, id: unique ? `toolu_${number}_${i}` : own })),
  ];
}

/** What the client sends after an answer. */
export function toMessages({ results, words, system }: Turn, answer: readonly Block[]): readonly Message[] {
  const calls = answer.filter(({ type }) => type === 'tool_use');
  const content: Block[] = [
    ...calls.map(({ id: call }, i): Block => ({ type: 'tool_result', tool_use_id: call, ...results[i] })),
    ...words.map((word) => ({ type: 'text', text: word })),
  ];
  return [
    { role: 'assistant', content: answer },
    { role: 'user', content },
    ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
  ];
}
