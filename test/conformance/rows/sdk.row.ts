import type Anthropic from '@anthropic-ai/sdk';
import assert from 'node:assert/strict';
import type { Script } from '../../kit/upstreams/script.types.js';
import { sdkClient } from '../clients/load-sdk.js';
import type { Row } from '../row.types.js';
import type { Scene } from '../harness/scene.js';

const COMMON = { client: 'sdk', pace: 'fast', live: true } as const;
const MODEL = 'claude-sonnet-5-5';
const WEATHER: Anthropic.Tool = {
  name: 'weather',
  description: 'Tells the weather of a city',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};
const QUESTION: Anthropic.MessageParam = { role: 'user', content: 'How is the weather in Bern? Ask the tool.' };
const USAGE = { input: 100, output: 20, cached: 40 };

const WAYS = ['whole', 'streamed'] as const;

/** Asks whole or streamed; both give the same message. */
async function ask(
  scene: Scene,
  endpoint: (typeof WAYS)[number],
  rest: Omit<Anthropic.MessageCreateParamsNonStreaming, 'model' | 'max_tokens'>,
): Promise<Anthropic.Message> {
  const client = await sdkClient(scene);
  const body = { model: MODEL, max_tokens: 2000, ...rest };
  return endpoint === 'whole' ? client.messages.create(body) : client.messages.stream(body).finalMessage();
}

function textOf({ content }: Anthropic.Message): string {
  return content.map((block) => (block.type === 'text' ? block.text : '')).join('');
}

/** A conversation of two turns under a system prompt. */
const talkRows = WAYS.map((endpoint): Row => ({
  ...COMMON,
  name: `sdk-talk-${endpoint}`,
  title: `SDK: two turns, ${endpoint}`,
  kind: 'simple',
  answers: endpoint,
  async play(scene) {
    scene.script = ({ items }) => ({ says: [{ text: items.length === 1 ? 'Plum.' : 'I said plum.' }], usage: USAGE });
    const system = 'Answer with as few words as you can.';
    const first: Anthropic.MessageParam = { role: 'user', content: 'Say the word "plum".' };
    const said = await ask(scene, endpoint, { system, messages: [first] });
    const messages = [first, { role: 'assistant' as const, content: said.content }];
    const again = await ask(scene, endpoint, {
      system,
      messages: [...messages, { role: 'user', content: 'What did you say?' }],
    });
    assert.match(textOf(said), /plum/i);
    assert.match(textOf(again), /plum/i);
    assert.equal(again.stop_reason, 'end_turn');
    assert.equal(again.model, scene.live ? again.model : MODEL);
    assert.ok(again.usage.input_tokens > 0 && again.usage.output_tokens > 0, 'there is no usage');
    if (scene.live) return;
    const { input_tokens: input, cache_read_input_tokens: cached, output_tokens: output } = again.usage;
    assert.deepEqual({ input, cached, output }, { input: 60, cached: 40, output: 20 }, 'the usage is another');
    assert.ok(
      scene.shown.every((shown) => shown.system === system),
      'the system prompt is not there',
    );
  },
}));

const weatherman: Script = ({ items, tools }) => {
  const result = items.find((item) => item.kind === 'result');
  if (result?.kind === 'result') return { says: [{ text: `It is ${result.text}.` }], usage: USAGE };
  assert.deepEqual(tools, ['weather']);
  return { says: [{ text: 'I ask.' }, { call: 'weather', id: 'call_1', input: { city: 'Bern' } }], usage: USAGE };
};

/** A tool call and its result. */
const toolRows = WAYS.map((endpoint): Row => ({
  ...COMMON,
  name: `sdk-tools-${endpoint}`,
  title: `SDK: a tool call, ${endpoint}`,
  kind: 'tools',
  answers: endpoint,
  async play(scene) {
    scene.script = weatherman;
    const tools = [WEATHER];
    const first = await ask(scene, endpoint, { tools, messages: [QUESTION] });
    assert.equal(first.stop_reason, 'tool_use');
    const call = first.content.find((block) => block.type === 'tool_use');
    assert.match(JSON.stringify(call?.input), /Bern/);
    const result = { type: 'tool_result' as const, tool_use_id: call!.id, content: 'sunny' };
    const turns: Anthropic.MessageParam[] = [
      { role: 'assistant', content: first.content },
      { role: 'user', content: [result] },
    ];
    const second = await ask(scene, endpoint, { tools, messages: [QUESTION, ...turns] });
    assert.match(textOf(second), /sunny/);
    assert.equal(second.stop_reason, 'end_turn');
  },
}));

const SHAPE = {
  type: 'object',
  properties: { word: { type: 'string' } },
  required: ['word'],
  additionalProperties: false,
};

/** `output_config.format`: an answer in a shape. */
const structuredRow: Row = {
  ...COMMON,
  name: 'sdk-structured',
  title: 'SDK: structured output',
  kind: 'simple',
  answers: 'whole',
  async play(scene) {
    scene.script = () => ({ says: [{ text: '{"word":"plum"}' }] });
    const format = { type: 'json_schema' as const, schema: SHAPE };
    const messages: Anthropic.MessageParam[] = [{ role: 'user', content: 'The word is plum. Report it.' }];
    const message = await ask(scene, 'whole', { output_config: { format }, messages });
    assert.deepEqual(JSON.parse(textOf(message)), { word: 'plum' });
  },
};

/** Counts tokens, lists models, finds each. */
const surfaceRow: Row = {
  ...COMMON,
  name: 'sdk-surface',
  title: 'SDK: tokens counted, models listed',
  kind: 'simple',
  answers: 'whole',
  async play(scene) {
    const client = await sdkClient(scene);
    const { input_tokens: tokens } = await client.messages.countTokens({ model: MODEL, messages: [QUESTION] });
    assert.ok(tokens > 5, 'nothing was counted');
    for await (const model of client.models.list()) assert.equal((await client.models.retrieve(model.id)).id, model.id);
  },
};

/** A wrong token and a wrong request are errors of the right class. */
const errorsRow: Row = {
  ...COMMON,
  name: 'sdk-errors',
  title: 'SDK: errors',
  kind: 'simple',
  answers: 'whole',
  failures: [400, 401, 404],
  async play(scene) {
    const stranger = await sdkClient(scene, 'wrong');
    const client = await sdkClient(scene);
    const body = { model: MODEL, max_tokens: 10, messages: [QUESTION] };
    const tries: [() => Promise<unknown>, number, string][] = [
      [() => stranger.messages.create(body), 401, 'authentication_error'],
      [() => client.messages.create({ ...body, messages: [] }), 400, 'invalid_request_error'],
      [() => client.models.retrieve('claude-nobody'), 404, 'not_found_error'],
    ];
    for (const [attempt, status, type] of tries)
      await assert.rejects(attempt(), (error: Error & { status?: number; type?: string; requestID?: string }) => {
        assert.deepEqual([error.status, error.type], [status, type]);
        assert.match(error.requestID ?? '', /^req_/);
        return true;
      });
  },
};

export const SDK_ROWS: readonly Row[] = [...talkRows, ...toolRows, structuredRow, surfaceRow, errorsRow];
