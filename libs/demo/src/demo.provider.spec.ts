import { describe, expect, it } from '@jest/globals';
import { collectMessage, type MessagesRequest, type StreamEvent } from '@gateway/protocol';
import { type Call, manifestOf, Gate, type Reply } from '@gateway/provider-kit';
import { firstValueFrom, toArray } from 'rxjs';
import { DemoPlugin } from './demo.plugin.js';
import { DemoProvider } from './demo.provider.js';
import { readCount } from '@gateway/testing';

const tokenizer = { count: (texts: readonly string[]) => Promise.resolve(texts.join('').length) };
const tool = {
  name: 'get_weather',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

function toCall(request: Partial<MessagesRequest> = {}, stream = true): Call {
  const whole = { model: 'demo', max_tokens: 100, messages: [{ role: 'user' as const, content: 'hi' }], ...request };
  return {
    request: whole,
    rawBody: Buffer.from(JSON.stringify(whole)),
    headers: {},
    query: '',
    route: { requestedModel: 'claude-sonnet', provider: 'demo', model: 'demo' },
    stream,
    requestId: 'req_1',
    changes: new Set(),
  };
}

async function open(call: Call, heartbeat = 0): Promise<Extract<Reply, { events: unknown }>> {
  const reply = await firstValueFrom(new DemoProvider(tokenizer, heartbeat).open(call));
  if (reply.kind !== 'events') throw new Error('the demo writes events');
  return reply;
}

async function play(request: Partial<MessagesRequest> = {}): Promise<readonly StreamEvent[]> {
  const reply = await open(toCall(request));
  const items = await firstValueFrom(reply.events(new Gate()).pipe(toArray()));
  return items.flat();
}

describe('DemoProvider', () => {
  it('explains in every response that it is the demo and how to replace it', async () => {
    const message = collectMessage(await play());
    expect(message).toMatchObject({ role: 'assistant', stop_reason: 'end_turn', model: 'demo' });
    expect(message.content).toHaveLength(1);
    expect(message.content[0]).toMatchObject({ type: 'text', text: expect.stringMatching(/demo[^]*OPENAI_API_KEY/) });
    expect(message.usage.input_tokens).toBeGreaterThan(1);
    expect(message.usage.output_tokens).toBeGreaterThan(1);
  });

  it('greets once in a conversation, and names the command that goes on', async () => {
    const textOf = async (messages: MessagesRequest['messages']): Promise<string> =>
      JSON.stringify(collectMessage(await play({ messages })).content);
    const hello = { role: 'user' as const, content: 'hello' };
    const [first, later] = [await textOf([hello]), await textOf([hello, { role: 'assistant', content: 'x' }, hello])];
    expect(first).toMatch(/This is the demo.*npm start -- init/);
    expect(later).toMatch(/still the demo.*npm start -- init/);
    expect(later.length).toBeLessThan(first.length / 3);
  });

  it('streams its text in many pieces', async () => {
    const deltas = (await play()).filter((event) => event.type === 'content_block_delta');
    expect(deltas.length).toBeGreaterThan(5);
  });

  it.each([
    { display: undefined, thought: expect.stringMatching(/./) },
    { display: 'omitted' as const, thought: '' },
  ])('thinks when asked, display $display', async ({ display, thought }) => {
    const { content } = collectMessage(await play({ thinking: { type: 'adaptive', ...(display && { display }) } }));
    expect(content[0]).toMatchObject({
      type: 'thinking',
      thinking: thought,
      signature: expect.stringMatching(/^gw1\./),
    });
    expect(content[1]).toMatchObject({ type: 'text' });
  });

  it('calls a tool once, and reads its result', async () => {
    const asked = { role: 'user' as const, content: 'use a tool' };
    const first = collectMessage(await play({ tools: [tool], messages: [asked] }));
    expect(first.stop_reason).toBe('tool_use');
    expect(first.content.at(-1)).toMatchObject({ type: 'tool_use', name: 'get_weather', input: { city: 'Paris' } });

    const answered = await play({
      tools: [tool],
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: first.content },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'rain' }] },
      ],
    });
    const last = collectMessage(answered);
    expect(last.stop_reason).toBe('end_turn');
    expect(last.content).toMatchObject([{ type: 'text', text: expect.stringMatching(/rain/) }]);
  });

  it('writes JSON where the answer has a format', async () => {
    const schema = { type: 'object', properties: { title: { type: 'string' } }, required: ['title'] };
    const { content } = collectMessage(await play({ output_config: { format: { type: 'json_schema', schema } } }));
    expect(content).toEqual([{ type: 'text', text: '{"title":"demo"}' }]);
  });

  it('stops at a stop sequence', async () => {
    const message = collectMessage(await play({ stop_sequences: ['model answers'] }));
    expect(message).toMatchObject({ stop_reason: 'stop_sequence', stop_sequence: 'model answers' });
  });

  it('is empty where no token is allowed', async () => {
    expect(collectMessage(await play({ max_tokens: 0, stream: false }))).toMatchObject({
      content: [],
      stop_reason: 'max_tokens',
    });
  });

  it('waits at a closed gate, and stops when it is unsubscribed', async () => {
    const gate = new Gate();
    const seen: StreamEvent[] = [];
    const reply = await open(toCall());
    gate.close();
    const subscription = reply.events(gate).subscribe((events) => void seen.push(...events));
    await new Promise(setImmediate);
    expect(seen).toEqual([]);
    gate.open();
    subscription.unsubscribe();
    await new Promise(setImmediate);
    expect(seen).toEqual([]);
  });

  it('takes its time in streams and none in whole answers', async () => {
    const took = async (stream: boolean): Promise<number> => {
      const started = performance.now();
      const reply = await open(toCall({}, stream), 5);
      await firstValueFrom(reply.events(new Gate()).pipe(toArray()));
      return performance.now() - started;
    };
    const streamed = await took(true);
    expect(streamed).toBeGreaterThan(50);
    expect(await took(false)).toBeLessThan(streamed / 2);
  });

  it.each([
    { field: { messages: [] }, problem: 'messages: at least one message is required' },
    { field: { max_tokens: undefined }, problem: 'max_tokens: Field required' },
  ])('refuses what any provider refuses: $problem', async ({ field, problem }) => {
    const call = toCall(field);
    await expect(open(call)).rejects.toMatchObject({ status: 400, message: problem });
  });

  it('counts what the model would read', async () => {
    const demo = new DemoProvider(tokenizer);
    const count = await readCount(demo, toCall({ system: 'x'.repeat(50) }));
    expect(count).toBeGreaterThan(50);
  });
});

describe('DemoPlugin', () => {
  it('is the last resort and claims no model', () => {
    const manifest = manifestOf(DemoPlugin);
    expect(manifest).toMatchObject({ name: 'demo', isLastResort: true });
    expect(manifest?.ownsModel('claude-sonnet-4-6')).toBe(false);
    expect(manifest?.missing({})).toEqual([]);
  });
});
