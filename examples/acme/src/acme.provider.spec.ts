import { type Call, Gate, type ProviderContext, sendOver } from '@gateway/provider-kit';
import { collectMessage, type Message, type MessagesRequest } from '@gateway/protocol';
import { describe, expect, it, jest } from '@jest/globals';
import { lastValueFrom, switchMap, toArray } from 'rxjs';
import { AcmePlugin } from './acme.plugin.js';
import { AcmeSettings } from './acme.settings.js';
import type { AcmeChunk } from './acme.types.js';

const REQUEST: MessagesRequest = {
  model: 'claude-opus-5',
  max_tokens: 50,
  system: 'Be brief.',
  messages: [{ role: 'user', content: 'Weather in Rome?' }],
  tools: [{ name: 'weather', description: 'Tells it.', input_schema: { type: 'object', properties: {} } }],
};

const toStream = (chunks: readonly AcmeChunk[]): Response =>
  new Response(
    [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map((data) => `data: ${data}\n\n`).join(''),
    {
      headers: { 'content-type': 'text/event-stream' },
    },
  );

/** Asks Acme, whose server answers with this. */
async function ask(answer: Response, request: MessagesRequest): Promise<{ sent: Request; message: Promise<Message> }> {
  const fetch = jest.fn<ProviderContext['fetch']>().mockResolvedValue(answer);
  const settings = Object.assign(new AcmeSettings(), { ACME_API_KEY: 'k', ACME_BASE_URL: 'http://acme.test/v1' });
  const provider = await new AcmePlugin().load(settings, {
    send: sendOver(fetch),
    fetch,
    limits: { retries: 0, commitAfter: 10_000, firstByte: 10_000, idle: 10_000, total: 0 },
    tokenizer: { count: () => Promise.resolve(1) },
    unsupportedServerTools: 'error',
    strict: false,
    log: { info: () => undefined, warn: () => undefined },
  });
  const call: Call = {
    request,
    rawBody: Buffer.from(JSON.stringify(request)),
    headers: {},
    query: '',
    route: { asked: request.model, provider: 'acme', model: 'acme-large' },
    stream: request.stream === true,
    requestId: 'req_1',
    changes: new Set(),
  };
  const events = provider.open(call).pipe(
    switchMap((reply) => ('events' in reply ? reply.events(new Gate()) : [])),
    toArray(),
  );
  const message = lastValueFrom(events).then((all) => collectMessage(all.flat()));
  // Whoever only looks at what was sent does not wait for the answer.
  await message.catch(() => undefined);
  const [url = '', init] = fetch.mock.calls[0] ?? [];
  return { sent: new Request(url, init), message };
}

describe('acme', () => {
  it('is asked in its own words', async () => {
    const { sent } = await ask(toStream([{ text: 'Sunny.', done: 'stop' }]), { ...REQUEST, stream: true });
    expect(sent.url).toBe('http://acme.test/v1/answers');
    expect(sent.headers.get('authorization')).toBe('Bearer k');
    expect(await sent.json()).toEqual({
      model: 'acme-large',
      stream: true,
      max_tokens: 50,
      messages: [
        { role: 'system', text: 'Be brief.' },
        { role: 'user', text: 'Weather in Rome?' },
      ],
      tools: [{ name: 'weather', description: 'Tells it.', schema: { type: 'object', properties: {} } }],
    });
  });

  const usage = { input: 9, output: 4 };
  const call = { id: 'c1', name: 'weather', arguments: '{"city":"Rome"}' };
  const whole: AcmeChunk = { text: 'I look.', calls: [call], done: 'calls', usage };
  it.each([
    ['streamed', true, toStream([{ text: 'I ' }, { text: 'look.' }, { calls: [call] }, { done: 'calls', usage }])],
    ['whole', false, Response.json(whole)],
  ])('is understood: %s', async (_, stream, answer) => {
    const message = await (await ask(answer, { ...REQUEST, stream })).message;
    expect(message).toMatchObject({
      content: [
        { type: 'text', text: 'I look.' },
        { type: 'tool_use', name: 'weather', input: { city: 'Rome' } },
      ],
      stop_reason: 'tool_use',
      usage: { input_tokens: 9, output_tokens: 4 },
    });
  });

  it.each([
    ['a refusal', Response.json({ error: 'no such key' }, { status: 401 }), 'authentication_error', 'no such key'],
    ['a stream without an end', toStream([{ text: 'I ' }]), 'api_error', 'ended before'],
  ])('fails as a client understands it: %s', async (_, answer, type, said) => {
    const { message } = await ask(answer, { ...REQUEST, stream: true });
    await expect(message).rejects.toMatchObject({ type, message: expect.stringContaining(said) });
  });
});
