import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from '@jest/globals';
import { PICTURE } from '../kit/material/agent-story.js';
import { BUILT, type OpenWire, useAllWires } from '../kit/harness/all-wires.js';
import { TOKEN } from '../kit/process/gateway-process.js';
import type { ReceivedConversation, Item, Problem, Said, Script } from '../kit/upstreams/script.types.js';
import type { Route } from '../kit/harness/wires.js';

/** Longer than OpenAI takes, within what Anthropic does. */
const LONG_NAME = `mcp__${'a-server-with-a-name'.repeat(4)}__look`;
/** Longer than Chat Completions takes, as long as Responses gives. */
const LONG_ID = 'x'.repeat(48);

/** The documented stand-in for a signature that is not Gemini's. */
const SENTINEL = 'skip_thought_signature_validator';

/** What the upstream of a wire wants back, and no other can read. */
function stateOf({ name }: Pick<Route, 'name'>, step: number): string {
  const state = `${name}-${step}`;
  if (name.endsWith('-responses')) return `gAAAA${state}`;
  return name === 'anthropic' ? `ErUB${state}` : Buffer.from(state).toString('base64');
}

const ownStates = (route: Pick<Route, 'name'>): string[] => [0, 1].map((step) => stateOf(route, step));

/** What a sibling that speaks the same wire says of a state that it did not make. */
const UNREADABLE: Readonly<Record<string, Problem>> = {
  responses: {
    status: 400,
    code: 'invalid_encrypted_content',
    message: 'The encrypted content gAAA... could not be verified.',
  },
  signature: { status: 400, message: 'Corrupted thought signature.' },
};

/** Plays the model of a wire: two calls at once, one call, an answer; each after a thought. */
function story(route: Route): Script {
  const id = (call: string): string => `call_${route.name}_${call}${LONG_ID}`.slice(0, 60);
  const steps: Said[][] = [
    [
      { text: 'I look.' },
      { call: 'Read', id: id('read'), input: { file_path: 'a.png' } },
      { call: LONG_NAME, id: id('look'), input: { deep: true } },
    ],
    [{ call: 'Read', id: id('again'), input: { file_path: 'b.txt' } }],
    [{ text: 'It is red.' }],
  ];
  return ({ items, tools }) => {
    if (statesIn(items).some((state) => state !== SENTINEL && !ownStates(route).includes(state)))
      return { refuses: UNREADABLE[route.name.endsWith('-responses') ? 'responses' : 'signature']! };
    const results = items.filter(({ kind }) => kind === 'result').length;
    const step = results === 0 ? 0 : results === 2 ? 1 : 2;
    const said = steps[step]!.map((each) => ('call' in each ? { ...each, call: knownAs(each.call, tools) } : each));
    const thought = step < 2 ? [{ think: 'What do I see?', state: stateOf(route, step) }] : [];
    return { says: [...thought, ...said] };
  };
}

/** A tool by the name under which this model was shown it. */
function knownAs(name: string, tools: readonly string[]): string {
  return tools.find((tool) => name.startsWith(tool.slice(0, 40))) ?? name;
}

function statesIn(items: readonly Item[]): string[] {
  return items.flatMap((item) => (item.kind === 'state' ? [item.state] : []));
}

const TOOLS: Anthropic.Tool[] = ['Read', LONG_NAME].map((name) => ({
  name,
  input_schema: { type: 'object', properties: { file_path: { type: 'string' }, deep: { type: 'boolean' } } },
}));

const image: Anthropic.ImageBlockParam = {
  type: 'image',
  source: { type: 'base64', media_type: 'image/png', data: PICTURE.toString('base64') },
};

/** What the client's tools give back: a picture, a failure, a text. */
const GIVEN: Record<string, Omit<Anthropic.ToolResultBlockParam, 'type' | 'tool_use_id'>> = {
  'a.png': { content: [{ type: 'text', text: 'a picture' }, image] },
  true: { content: 'no such place', is_error: true },
  'b.txt': { content: 'red' },
};

function toResult({ id, input }: Anthropic.ToolUseBlock): Anthropic.ToolResultBlockParam {
  const [wish] = Object.values(input as object) as unknown[];
  return { type: 'tool_result', tool_use_id: id, ...GIVEN[String(wish)] };
}

/** One question after another, each to the wire that is chosen for it; what was said is echoed byte for byte. */
class Session {
  readonly messages: Anthropic.MessageParam[] = [{ role: 'user', content: 'What colour is it?' }];

  async ask({ gateway, model }: OpenWire): Promise<Anthropic.Message> {
    const client = new Anthropic({ baseURL: gateway.url, authToken: TOKEN, apiKey: null, maxRetries: 0 });
    const { messages } = this;
    const thinking = { type: 'adaptive' } as const;
    const requested = { model, max_tokens: 4000, thinking, tools: TOOLS, system: 'You look at files.', messages };
    const message = await client.messages.stream(requested).finalMessage();
    const calls = message.content.filter((block) => block.type === 'tool_use');
    this.messages.push({ role: 'assistant', content: message.content });
    if (calls.length > 0) this.messages.push({ role: 'user', content: calls.map(toResult) });
    return message;
  }
}

/** What the model of a wire was last shown. */
function shown({ upstream }: OpenWire): ReceivedConversation {
  return upstream.received.at(-1)!.conversation!;
}

const PAIRS = BUILT.flatMap((a) => BUILT.filter((b) => b !== a).map((b) => [a.name, b.name] as const));

describe('a session that changes its model', () => {
  const open = useAllWires(story);

  it.each(PAIRS)('goes from %s to %s and back', async (first, second) => {
    const [a, b] = [open(first), open(second)];
    const session = new Session();

    const calls = (await session.ask(a)).content.filter((block) => block.type === 'tool_use');
    expect(calls.map(({ name }) => name)).toEqual(['Read', LONG_NAME]);
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2);

    expect((await session.ask(b)).stop_reason).toBe('tool_use');
    const { items } = shown(b);
    const pictures = items.filter((item) => item.kind === 'image');
    expect(pictures).toEqual([{ kind: 'image', role: 'user', data: PICTURE.toString('base64') }]);
    const called = items.flatMap((item) => (item.kind === 'call' ? [item.id] : []));
    expect(items.flatMap((item) => (item.kind === 'result' ? [item.id] : []))).toEqual(called);
    // Nothing of A's reasoning; Gemini gets the sentinel for a call whose thought is not its own.
    expect(statesIn(items).filter((state) => state !== SENTINEL)).toEqual([]);

    const last = await session.ask(a);
    expect(last.stop_reason).toBe('end_turn');
    expect(last.content.at(-1)).toMatchObject({ type: 'text', text: 'It is red.' });
    const states = statesIn(shown(a).items).filter((state) => state !== SENTINEL);
    expect(states).toEqual(a.route.state && !mayShareState(a.route, b.route) ? [stateOf(a.route, 0)] : []);

    for (const { upstream } of [a, b]) expect(upstream.refused).toEqual([]);
  });
});

/** Google's two services may read each other's state. Where one does not, all of it is given up for that request. */
function mayShareState(a: Route, b: Route): boolean {
  const google = ['gemini', 'vertex'];
  return google.includes(a.name) && google.includes(b.name);
}
