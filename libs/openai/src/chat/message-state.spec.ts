import { collectMessage, type JsonObject, type Message, MessageWriter } from '@gateway/protocol';
import { type ResponseContext, translatedProvider } from '@gateway/provider-kit';
import { describe, expect, it } from '@jest/globals';
import { builtInModels, providerContext } from '@gateway/testing';
import { asChatChunks } from './as-chat-chunks.js';
import type { ChatChunk, ChatDelta } from './chat.types.js';
import { chatDialect } from './chat.dialect.js';

const serviceOf = (name: string): Parameters<typeof chatDialect>[0] => ({
  name,
  official: false,
  obfuscation: false,
  identifies: 'nobody',
  models: builtInModels,
  apiVariable: 'OPENAI_API',
  modelOf: (model: string) => model,
});

function answer(chunks: readonly ChatChunk[], thoughts: 'shown' | 'state' | 'hidden' = 'shown'): Message {
  let made = 0;
  const writer = new MessageWriter({
    id: 'msg_1',
    model: 'm',
    inputTokens: 1,
    thoughts,
    stopSequences: [],
    singleToolCall: false,
    namesCaller: false,
    naming: { toolName: (name) => name, toolId: (id) => id ?? `toolu_${made++}` },
  });
  const requested = { model: 'm', stops: [], tools: [], maxTokens: 9, writing: { stopSequences: [] } };
  const translator = chatDialect(serviceOf('router')).translator(writer, requested as unknown as ResponseContext);
  chunks.forEach((chunk) => translator.push(chunk));
  translator.end(true);
  return collectMessage(writer.take());
}

/** The second message of the request that brings this answer back. */
async function sendBack({ content }: Message, name = 'router'): Promise<JsonObject> {
  const results = content.flatMap((block) =>
    block.type === 'tool_use' ? [{ type: 'tool_result', tool_use_id: block.id, content: 'ok' }] : [],
  );
  const request = {
    model: 'm',
    max_tokens: 9,
    messages: [
      { role: 'user', content: 'hi' },
      { role: 'assistant', content },
      { role: 'user', content: results.length > 0 ? results : 'go on' },
    ],
  };
  const dialect = chatDialect(serviceOf(name));
  const call = {
    request,
    rawBody: Buffer.from(JSON.stringify(request)),
    headers: {},
    query: '',
    route: { requestedModel: 'm', provider: name, model: 'm' },
    stream: false,
    requestId: 'req_1',
    changes: new Set<never>(),
  };
  const { explain } = translatedProvider({
    context: providerContext(() => Promise.reject(new Error('nothing is sent'))),
    endpoint: { sign: () => Promise.resolve({ url: 'http://upstream.test', init: { headers: new Headers() } }) },
    dialect: () => dialect,
  });
  const { body } = (await explain(call as never)) as { body: { messages: JsonObject[] } };
  return body.messages[1]!;
}

const delta = (said: ChatDelta, finish?: string): ChatChunk => ({
  choices: [{ index: 0, delta: said, finish_reason: finish ?? null }],
});
const fn = (name: string): object => ({ function: { name, arguments: '{"a":1}' } });
const google = (thought_signature: string): object => ({ extra_content: { google: { thought_signature } } });
const detail = (text: string, more: object = {}): object => ({ type: 'reasoning.text', text, index: 0, ...more });

describe('state beside the text', () => {
  it('of a stream comes back as a whole, in its place', async () => {
    const message = answer([
      delta({ reasoning: 'Let ', reasoning_details: [detail('Let ')] }),
      delta({ reasoning: 'me.', reasoning_details: [detail('me.')] }),
      delta({ reasoning_details: [detail('', { signature: 'sig' })] }),
      delta({ content: 'Here.' }),
      delta({ reasoning_details: [{ type: 'reasoning.encrypted', data: 'x', index: 1 }] }),
      delta({ tool_calls: [{ index: 0, id: 'c', ...fn('Read') }] }, 'tool_calls'),
    ]);
    expect(message.content).toMatchObject([
      { type: 'thinking', thinking: 'Let me.' },
      { type: 'text' },
      { type: 'thinking', thinking: '' },
      { type: 'tool_use' },
    ]);
    expect(await sendBack(message)).toMatchObject({
      content: 'Here.',
      reasoning_details: [
        detail('Let me.', { signature: 'sig' }),
        { type: 'reasoning.encrypted', data: 'x', index: 1 },
      ],
    });
  });

  it.each<[string, readonly ChatChunk[]]>([
    [
      'in one delta',
      [
        delta({
          tool_calls: [
            { index: 0, id: 'a', ...fn('Read'), ...google('s') },
            { index: 1, id: 'b', ...fn('Grep') },
          ],
        }),
      ],
    ],
    [
      'of a whole answer',
      asChatChunks({
        choices: [
          {
            message: {
              tool_calls: [
                { id: 'a', ...fn('Read'), ...google('s') },
                { id: 'b', ...fn('Grep') },
              ],
            },
            finish_reason: 'stop',
          },
        ],
      }),
    ],
    [
      'under one index',
      [
        delta({ tool_calls: [{ index: 0, id: 'a', ...fn('Read'), ...google('s') }] }),
        delta({ tool_calls: [{ index: 0, id: 'b', ...fn('Grep') }] }),
      ],
    ],
  ])('of calls comes back at its call: %s', async (_, chunks) => {
    const message = answer(chunks);
    expect(message.content[0]).toMatchObject({ type: 'thinking', thinking: '' });
    const calls = (await sendBack(message)).tool_calls as JsonObject[];
    expect(calls[0]).toMatchObject({ id: 'a', ...google('s') });
    expect(calls[1]).not.toHaveProperty('extra_content');
  });

  it('of each of several calls comes back at its own', async () => {
    const calls = ['a', 'b', 'c'].map((id, index) => ({ index, id, ...fn('Read'), ...google(id) }));
    for (const chunks of [[delta({ tool_calls: calls })], calls.map((call) => delta({ tool_calls: [call] }))]) {
      const sent = (await sendBack(answer([...chunks, delta({}, 'tool_calls')]))).tool_calls as JsonObject[];
      expect(sent).toMatchObject(calls.map(({ id }) => ({ id, ...google(id) })));
    }
  });

  it('is sent to no other upstream, and with thinking off there is none', async () => {
    const chunks = [delta({ reasoning_details: [detail('a')], content: 'b' }, 'stop')];
    const other = await sendBack(answer(chunks), 'other');
    expect(JSON.parse(JSON.stringify(other))).toEqual({ role: 'assistant', content: 'b' });
    expect(answer(chunks, 'hidden').content).toEqual([{ type: 'text', text: 'b' }]);
    expect(await sendBack(answer(chunks, 'state'))).toMatchObject({ reasoning_details: [detail('a')] });
  });

  it.each([null, 'x', [null, 3], {}])('that is none is left alone: %j', async (state) => {
    const message = answer([delta({ content: 'b', reasoning_details: state }, 'stop')]);
    expect(await sendBack(message)).toEqual({ role: 'assistant', content: 'b' });
  });
});
