import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { collectMessage, type Message, type MessagesRequest } from '@gateway/protocol';
import { Gate, type Call, type EventReply, type ProviderContext } from '@gateway/provider-kit';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import { providerContext, readCount } from '@gateway/testing';
import { vertexProvider } from './vertex.provider.js';
import { VertexSettings } from './vertex.settings.js';

const folder = mkdtempSync(join(tmpdir(), 'vertex-'));
const before = process.env.GOOGLE_APPLICATION_CREDENTIALS;

beforeAll(() => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const file = join(folder, 'robot.json');
  writeFileSync(file, JSON.stringify({ type: 'service_account', client_email: 'robot@x', private_key: key }));
  process.env.GOOGLE_APPLICATION_CREDENTIALS = file;
});

afterAll(() => {
  rmSync(folder, { recursive: true });
  if (before === undefined) Reflect.deleteProperty(process.env, 'GOOGLE_APPLICATION_CREDENTIALS');
  else process.env.GOOGLE_APPLICATION_CREDENTIALS = before;
});

interface Sent {
  readonly url: string;
  readonly authorization: string | null;
  readonly body: Record<string, unknown>;
}

let sent: Sent[] = [];
let answer: () => Response;

beforeEach(() => {
  sent = [];
});

/** Google's token endpoint and Vertex, in one. */
const fetch: ProviderContext['fetch'] = (input, init) => {
  const { url } = new Request(input);
  if (url.startsWith('https://oauth2.googleapis.com/')) {
    return Promise.resolve(Response.json({ access_token: 'ya29.x', expires_in: 3600, token_type: 'Bearer' }));
  }
  const authorization = new Headers(init?.headers).get('authorization');
  sent.push({ url, authorization, body: JSON.parse(init?.body as string) as Sent['body'] });
  return Promise.resolve(answer());
};

const context = { ...providerContext(fetch), tokenizer: { count: () => Promise.resolve(77) } };

const settings = Object.assign(new VertexSettings(), { VERTEX_PROJECT: 'p1', VERTEX_LOCATION: 'us-central1' });
const provider = vertexProvider(settings, context);

const call: Call = {
  request: {
    model: 'claude',
    max_tokens: 900,
    system: 'S',
    tools: [{ name: 'LS', input_schema: {} }],
    messages: [
      { role: 'user', content: 'hi' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'LS', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: 'r' }] },
    ],
    service_tier: 'standard_only',
  } satisfies MessagesRequest,
  rawBody: new Uint8Array(40),
  headers: {},
  query: '',
  route: { requestedModel: 'claude', provider: 'vertex', model: 'gemini-2.5-flash' },
  stream: false,
  requestId: 'req_1',
  changes: new Set(),
};

async function ask(): Promise<Message> {
  const reply = (await firstValueFrom(provider.open(call))) as EventReply;
  return collectMessage((await lastValueFrom(reply.events(new Gate()).pipe(toArray()))).flat());
}

const contents = [
  { role: 'user', parts: [{ text: 'hi' }] },
  { role: 'model', parts: [{ functionCall: { name: 'LS', args: {} } }] },
  { role: 'user', parts: [{ functionResponse: { name: 'LS', response: { output: 'r' } } }] },
];
const place = 'https://us-central1-aiplatform.googleapis.com/v1/projects/p1/locations/us-central1';

describe('Gemini on Vertex', () => {
  it('is asked without ids of calls and without what only AI Studio knows', async () => {
    answer = () => Response.json({ candidates: [{ content: { parts: [{ text: 'Hi!' }] }, finishReason: 'STOP' }] });
    expect(await ask()).toMatchObject({ content: [{ text: 'Hi!' }] });
    expect(sent).toEqual([
      {
        url: `${place}/publishers/google/models/gemini-2.5-flash:generateContent`,
        authorization: 'Bearer ya29.x',
        body: {
          contents,
          systemInstruction: { parts: [{ text: 'S' }] },
          tools: [{ functionDeclarations: [{ name: 'LS' }] }],
          generationConfig: { maxOutputTokens: 900 },
        },
      },
    ]);
  });

  it('counts with everything at the top', async () => {
    answer = () => Response.json({ totalTokens: 9 });
    expect(await readCount(provider, call)).toBe(9);
    expect(sent[0]?.url).toBe(`${place}/publishers/google/models/gemini-2.5-flash:countTokens`);
    expect(Object.keys(sent[0]?.body ?? {})).toEqual(['contents', 'systemInstruction', 'tools']);
  });

  it.each<[number, string, string, string]>([
    [401, 'UNAUTHENTICATED', 'authentication_error', 'GOOGLE_APPLICATION_CREDENTIALS'],
    [403, 'PERMISSION_DENIED', 'permission_error', 'VERTEX_PROJECT'],
    [404, 'NOT_FOUND', 'not_found_error', 'VERTEX_LOCATION'],
  ])('names the setting to check after a %i', async (code, status, type, variable) => {
    answer = () => Response.json([{ error: { code, message: 'No.', status } }], { status: code });
    await expect(ask()).rejects.toMatchObject({
      type,
      status: code,
      message: expect.stringMatching(`^\\[vertex\\] No\\. .*${variable}`),
    });
  });

  it('hands on how long to wait', async () => {
    const error = { code: 429, message: 'Quota.', status: 'RESOURCE_EXHAUSTED', details: [{ retryDelay: '34.4s' }] };
    answer = () => Response.json({ error }, { status: 429 });
    await expect(ask()).rejects.toMatchObject({ type: 'rate_limit_error', headers: { 'retry-after': '35' } });
  });
});
