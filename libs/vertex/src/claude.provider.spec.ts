import { describe, expect, it } from '@jest/globals';
import { PassthroughProvider } from '@gateway/anthropic';
import { type Call, CorrectionCache, Gate } from '@gateway/provider-kit';
import { firstValueFrom, toArray } from 'rxjs';
import { providerContext } from '@gateway/testing';
import { ClaudeEndpoint } from './claude.endpoint.js';
import { VertexEndpoint } from './vertex.endpoint.js';
import type { VertexTokenSource } from './vertex-token.source.js';

/** The betas of Claude Code 2.1.332's main loop, with one of each kind that Vertex AI treats differently. */
const BETAS = [
  'claude-code-20250219',
  'interleaved-thinking-2025-05-14',
  'context-management-2025-06-27',
  'advanced-tool-use-2025-11-20',
  'effort-2025-11-24',
  'request-tags-2026-08-21',
];

const CALL: Call['request'] = {
  model: 'claude-sonnet-4-5',
  max_tokens: 10,
  messages: [{ role: 'user', content: 'hi' }],
  tools: [
    { name: 'a', input_schema: {}, defer_loading: true },
    { name: 'b', input_schema: {} },
  ],
  output_config: { effort: 'high' },
  context_management: { edits: [] },
  diagnostics: {},
  tags: { team: 'x' },
  cache_control: { type: 'ephemeral' },
  thread: { type: 'create' },
  future: 1,
} as unknown as Call['request'];

interface Sent {
  readonly url: string;
  readonly betas: string | null;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

const refusal = (message: string): Response =>
  Response.json({ type: 'error', error: { type: 'invalid_request_error', message } }, { status: 400 });
const unexpected = (...betas: string[]): string =>
  `Unexpected value(s) ${betas.map((beta) => `\`${beta}\``).join(', ')} for the \`anthropic-beta\` header. Please consult our documentation at docs.anthropic.com or try again without the header.`;

/** Claude on Vertex AI before an upstream that answers like this, one response a request. */
function claude(...answers: readonly (() => Response)[]): {
  sent: Sent[];
  corrections: CorrectionCache;
  ask(
    request?: object,
    operation?: 'open' | 'countTokens',
  ): Promise<{ status: number; body: string; changes: string[] }>;
} {
  const sent: Sent[] = [];
  const tokens = { headers: () => Promise.resolve(new Headers()) } as unknown as VertexTokenSource;
  const endpoint = new ClaudeEndpoint(new VertexEndpoint({ tokens, location: 'global', project: 'p' }));
  const corrections = new CorrectionCache();
  const context = {
    ...providerContext((url, init) => {
      const headers = new Headers(init?.headers);
      const body = JSON.parse(Buffer.from(init?.body as Uint8Array).toString()) as Sent['body'];
      sent.push({ url: url as string, betas: headers.get('anthropic-beta'), headers, body });
      return Promise.resolve((answers[sent.length - 1] ?? (() => Response.json({})))());
    }),
    corrections,
  };
  const provider = new PassthroughProvider({ name: 'vertex', context, endpoint });
  return {
    sent,
    corrections,
    ask: async (request = CALL, operation = 'open') => {
      const changes: Call['changes'] = new Set();
      const call: Call = {
        request: request as Call['request'],
        rawBody: Buffer.from(JSON.stringify(request)),
        headers: {
          'anthropic-beta': BETAS.join(', '),
          'user-agent': 'claude-cli/2',
          'x-app': 'cli',
          'x-claude-code-session-id': 's',
        },
        query: '?beta=true',
        route: { requestedModel: 'x', provider: 'vertex-claude', model: 'claude-sonnet-4-5-20250929' },
        stream: false,
        requestId: 'req_1',
        changes,
      };
      const reply = await firstValueFrom(provider[operation](call));
      const parts = await firstValueFrom(reply.bytes(new Gate()).pipe(toArray()));
      return { status: reply.status, body: Buffer.concat(parts).toString(), changes: [...changes] };
    },
  };
}

describe('Claude on Vertex AI', () => {
  it('is sent what it takes of a request of Claude Code', async () => {
    const { sent, ask } = claude();
    const { changes } = await ask();
    const { model: _, tags, diagnostics, cache_control, thread, future, ...taken } = CALL as unknown as Sent['body'];
    expect([tags, diagnostics, cache_control, thread, future]).not.toContain(undefined);
    expect(sent[0]).toMatchObject({
      url: expect.stringMatching(/\/claude-sonnet-4-5%4020250929:rawPredict$/),
      betas: 'interleaved-thinking-2025-05-14,context-management-2025-06-27,tool-search-tool-2025-10-19',
      body: { ...taken, anthropic_version: 'vertex-2023-10-16' },
    });
    expect(Object.keys(sent[0]!.body).toSorted()).toEqual([...Object.keys(taken), 'anthropic_version'].toSorted());
    expect(changes.toSorted()).toEqual([
      'accounting-field-dropped',
      'beta-dropped',
      'cache-control-dropped',
      'unknown-field-dropped',
    ]);
  });

  it("does not see Claude Code's own headers", async () => {
    const { sent, ask } = claude();
    await ask();
    expect([...sent[0]!.headers.keys()].filter((name) => /claude-code|x-app/.test(name))).toEqual([]);
    expect(sent[0]!.headers.get('user-agent')).toBe('claude-cli/2');
  });

  it('counts without betas', async () => {
    const { sent, ask } = claude();
    await ask(CALL, 'countTokens');
    expect(sent[0]).toMatchObject({ betas: null, body: { model: 'claude-sonnet-4-5@20250929' } });
  });

  it.each<[string, string, (sent: Sent) => unknown, unknown]>([
    [
      'a beta',
      unexpected('context-management-2025-06-27', 'interleaved-thinking-2025-05-14'),
      ({ betas }) => betas,
      'tool-search-tool-2025-10-19',
    ],
    ['a field', 'context_management: Extra inputs are not permitted', ({ body }) => body.context_management, undefined],
    ['an effort', 'output_config: Extra inputs are not permitted', ({ body }) => body.output_config, undefined],
    [
      'an inner field',
      'tools.0.custom.defer_loading: Extra inputs are not permitted',
      ({ body }) => body.tools,
      [
        { name: 'a', input_schema: {} },
        { name: 'b', input_schema: {} },
      ],
    ],
  ])('is asked once more without %s that it refuses, and then at once', async (_, message, read, expected) => {
    const { sent, ask, corrections } = claude(() => refusal(message));
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(200);
    expect(sent.map(read)).toEqual([read(sent[0]!), expected, expected]);
    expect(read(sent[0]!)).not.toEqual(expected);
    expect(corrections.list()).toMatchObject([{ upstream: 'vertex', model: 'claude-sonnet-4-5-20250929' }]);
  });

  it.each<[string, string, object]>([
    ['a field that the answer depends on', 'safeguards: Extra inputs are not permitted', { ...CALL, safeguards: [{}] }],
    [
      'an answer in a format',
      'output_config: Extra inputs are not permitted',
      { ...CALL, output_config: { format: {} } },
    ],
    [
      'a conversation that is kept elsewhere',
      'thread: Extra inputs are not permitted',
      { ...CALL, thread: { type: 'continue' } },
    ],
    ['servers of tools', 'mcp_servers: Extra inputs are not permitted', { ...CALL, mcp_servers: [{}] }],
    ['content', 'messages.0.content.0.text.text: Extra inputs are not permitted', CALL],
    ['a beta that was not sent', unexpected('files-api-2025-04-14'), CALL],
    ['a sentence that is only quoted', 'messages: "context_management: Extra inputs are not permitted"', CALL],
  ])('hands its refusal on where it is about %s', async (_, message, request) => {
    const { sent, ask, corrections } = claude(() => refusal(message));
    const { status, body } = await ask(request);
    expect([status, sent.length, corrections.list()]).toEqual([400, 1, []]);
    expect(body).toBe(await refusal(message).text());
    const field = message.split(':')[0]!;
    if (field in request) expect(sent[0]!.body).toHaveProperty([field]);
  });

  it('keeps a format where an effort alone was refused before', async () => {
    const { sent, ask } = claude(() => refusal('output_config: Extra inputs are not permitted'));
    await ask();
    await ask({ ...CALL, output_config: { format: { type: 'json_schema' } } });
    expect(sent.at(-1)!.body.output_config).toEqual({ format: { type: 'json_schema' } });
  });

  it('is corrected once for each field that it has', async () => {
    const fields = ['context_management', 'output_config', 'tools.0.custom.defer_loading', 'metadata'];
    const { sent, ask } = claude(...fields.map((field) => () => refusal(`${field}: Extra inputs are not permitted`)));
    expect((await ask()).status).toBe(400);
    expect(sent).toHaveLength(4);
  });
});
