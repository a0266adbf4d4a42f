import { describe, expect, it } from '@jest/globals';
import { type Call, Gate, translatedProvider } from '@gateway/provider-kit';
import { collectMessage, type Message } from '@gateway/protocol';
import { firstValueFrom, switchMap, toArray } from 'rxjs';
import { builtInModels, providerContext } from '@gateway/testing';
import { generateDialect } from './generate.dialect.js';

type Part = Record<string, unknown>;

const usage = (prompt: number, output: number, thoughts = 0): object => ({
  usageMetadata: { promptTokenCount: prompt, candidatesTokenCount: output, thoughtsTokenCount: thoughts },
});
const paused = (parts: readonly Part[], token: string, figures: object): object => ({
  candidates: [{ content: { parts }, finishReason: 'CONTINUATION', continuationToken: token }],
  ...figures,
});
const ended = (parts: readonly Part[], figures: object): object => ({
  candidates: [{ content: { parts }, finishReason: 'STOP' }],
  ...figures,
});

/** The upstream gives one answer after another; what it was sent, and what the client got. */
async function ask(
  answers: readonly (object | number)[],
  { stream = true, maxTokens = 1000 } = {},
): Promise<{ bodies: string[]; keys: (string | null)[]; message: Message; starts: number }> {
  const bodies: string[] = [];
  const keys: (string | null)[] = [];
  let signed = 0;
  const context = providerContext((_url, init) => {
    const answer = answers[Math.min(bodies.length, answers.length - 1)]!;
    bodies.push(init!.body as string);
    keys.push(new Headers(init!.headers).get('x-key'));
    if (typeof answer === 'number')
      return Promise.resolve(Response.json({ error: { code: answer } }, { status: answer }));
    if (!stream) return Promise.resolve(Response.json(answer));
    const headers = { 'content-type': 'text/event-stream' };
    return Promise.resolve(new Response(`data: ${JSON.stringify(answer)}\n\n`, { headers }));
  });
  const dialect = generateDialect({ models: builtInModels, surface: 'ai-studio', schemas: 'json' });
  const endpoint = {
    sign: ({ body }: { body: unknown }) =>
      Promise.resolve({
        url: 'http://up/x',
        init: { headers: new Headers({ 'x-key': String(signed++) }), body: JSON.stringify(body) },
      }),
  };
  const provider = translatedProvider({ context, endpoint, dialect: () => dialect });
  const request = {
    model: 'm',
    max_tokens: maxTokens,
    messages: [{ role: 'user', content: 'Hello' }],
    thinking: { type: 'adaptive' },
  };
  const call = {
    request,
    rawBody: Buffer.from(JSON.stringify(request)),
    headers: {},
    query: '',
    route: { requestedModel: 'm', provider: 'gemini', model: 'gemini-4-argon' },
    stream,
    requestId: 'req_1',
    changes: new Set(),
  } as unknown as Call;
  const reply = provider.open(call).pipe(
    switchMap((opened) => ('events' in opened ? opened.events(new Gate()) : [])),
    toArray(),
  );
  const events = (await firstValueFrom(reply)).flat();
  const starts = events.filter(({ type }) => type === 'message_start').length;
  return { bodies, keys, message: collectMessage(events), starts };
}

describe.each([true, false])('a paused answer, streamed: %s', (stream) => {
  it('goes on with the same body and the token, and is one answer', async () => {
    const { bodies, keys, message, starts } = await ask(
      [
        paused([{ text: 'Think', thought: true }, { text: 'Part one' }], 'T"1', usage(100, 50, 5)),
        paused([{ text: ' and' }], 'T2', usage(150, 10)),
        ended([{ text: ' three.' }], usage(160, 20, 1)),
      ],
      { stream },
    );
    const [first = ''] = bodies;
    expect(bodies).toEqual([
      first,
      `${first.slice(0, -1)},"continuationToken":"T\\"1"}`,
      `${first.slice(0, -1)},"continuationToken":"T2"}`,
    ]);
    expect(keys).toEqual(['0', '0', '0']);
    expect(starts).toBe(1);
    expect(message).toMatchObject({
      content: [
        { type: 'thinking', thinking: 'Think' },
        { type: 'text', text: 'Part one and three.' },
      ],
      stop_reason: 'end_turn',
      usage: { input_tokens: 100, output_tokens: 86, output_tokens_details: { thinking_tokens: 6 } },
    });
  });

  it('ends with what there is where the next part fails', async () => {
    const { message, bodies } = await ask([paused([{ text: 'so far' }], 'T', usage(10, 2)), 500], { stream });
    expect(message).toMatchObject({ content: [{ text: 'so far' }], stop_reason: 'max_tokens' });
    expect(bodies).toHaveLength(2);
  });

  it('ends after 64 parts, and where its tokens are used up', async () => {
    const endless = [paused([{ text: '.' }], 'T', usage(10, 2))];
    const { message, bodies } = await ask(endless, { stream });
    expect(bodies).toHaveLength(64);
    expect(message).toMatchObject({ content: [{ text: '.'.repeat(64) }], stop_reason: 'max_tokens' });
    expect((await ask(endless, { stream, maxTokens: 5 })).bodies).toHaveLength(3);
  });

  it('fails where the next part fails in the middle of a call', async () => {
    const call = { functionCall: { name: 'LS', args: {}, willContinue: true } };
    await expect(ask([paused([{ text: 'x' }, call], 'T', usage(10, 2)), 500], { stream })).rejects.toThrow('HTTP 500');
  });
});
