import { describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { TOKEN } from '../kit/process/gateway-process.js';
import { useHarness } from '../kit/harness/harness.js';
import { ROUTES } from '../kit/harness/wires.js';

const route = ROUTES[0]!;
const LIMIT = 100_000;
const SECRETS = [TOKEN, 'sk-test'];

const harness = useHarness(route, () => ({ says: [{ text: 'Hi' }] }), { MAX_BODY_BYTES: String(LIMIT) });

const message = (content: unknown, rest: object = { role: 'user' }): object =>
  question({ messages: [{ content, ...rest }] });

/** Anthropic's shape, an id that the header repeats, no stack, no secret. */
async function refusal(response: Response): Promise<{ status: number; type: string; message: string }> {
  const text = await response.text();
  const body = JSON.parse(text) as { type: string; error: { type: string; message: string }; request_id: string };
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(Object.keys(body).toSorted()).toEqual(['error', 'request_id', 'type']);
  expect(Object.keys(body.error).toSorted()).toEqual(['message', 'type']);
  expect(body.type).toBe('error');
  expect(body.request_id).toMatch(/^req_[A-Za-z0-9]{24,}$/);
  expect(response.headers.get('request-id')).toBe(body.request_id);
  expect(text).not.toMatch(/node_modules|\.[jt]s:\d|\\n\s+at /);
  for (const secret of SECRETS) expect(text).not.toContain(secret);
  return { status: response.status, ...body.error };
}

describe('a bad request is refused in words that name the field, and nothing is sent upstream', () => {
  it.each<[string, unknown, RegExp]>([
    ['malformed JSON', '{"model": "claude", "messages": [', /JSON/],
    ['an empty body', '', /./],
    ['JSON that is no object', '[]', /object/i],
    ['null', 'null', /object/i],
    ['no model', question({ model: undefined }), /^model\b/],
    ['a model of another type', question({ model: 5 }), /^model\b/],
    ['an empty model', question({ model: '' }), /^model\b/],
    ['no messages', question({ messages: undefined }), /^messages\b/],
    ['empty messages', question({ messages: [] }), /^messages\b/],
    ['messages of another type', question({ messages: 'Hello' }), /^messages\b/],
    ['a message that is no object', question({ messages: ['Hello'] }), /^messages\.0/],
    ['an unknown role', message('Hello', { role: 'tool' }), /^messages\.0\.role/],
    ['no role', message('Hello', {}), /^messages\.0\.role/],
    ['content of another type', message(5), /^messages\.0\.content/],
    ['a block that is no object', message(['Hello']), /^messages\.0\.content\.0/],
    ['a block without a type', message([{ text: 'Hello' }]), /^messages\.0\.content\.0/],
    ['a text that is no text', message([{ type: 'text', text: 5 }]), /^messages\.0\.content\.0/],
    ['an image without a source', message([{ type: 'image' }]), /^messages\.0\.content\.0/],
    ['a block that nobody knows', message([{ type: 'hologram' }]), /^messages\.0\.content\.0.*hologram/],
    ['only empty text', message([{ type: 'text', text: '' }]), /^messages/],
    ['no max_tokens', question({ max_tokens: undefined }), /^max_tokens: Field required$/],
    ['max_tokens of another type', question({ max_tokens: '100' }), /^max_tokens\b/],
    ['half a token', question({ max_tokens: 1.5 }), /^max_tokens\b/],
    ['negative max_tokens', question({ max_tokens: -1 }), /^max_tokens: Input should be greater than or equal to 0$/],
    ['a stream of another type', question({ stream: 'yes' }), /^stream\b/],
    ['tools of another type', question({ tools: {} }), /^tools\b/],
    ['a tool without a name', question({ tools: [{ input_schema: { type: 'object' } }] }), /^tools\.0/],
    [
      'two tools of a name',
      question({ tools: [1, 2].map(() => ({ name: 'a', input_schema: { type: 'object' } })) }),
      /^tools: Tool names must be unique\.$/,
    ],
    [
      'a forced tool that is not there',
      question({ tools: [{ name: 'a', input_schema: { type: 'object' } }], tool_choice: { type: 'tool', name: 'b' } }),
      /^tool_choice\.name/,
    ],
    ['a temperature of another type', question({ temperature: 'hot' }), /^temperature\b/],
    ['a blank stop sequence', question({ stop_sequences: [' '] }), /^stop_sequences/],
    [
      'servers of a protocol that is not spoken',
      question({ mcp_servers: [{ type: 'url', url: 'https://a.example', name: 'a' }] }),
      /mcp_servers/,
    ],
  ])('%s', async (_, body, words) => {
    const before = harness.upstream.received.length;
    const { status, type, message: said } = await refusal(await askGateway(harness.gateway, { body }));
    expect({ status, type }).toEqual({ status: 400, type: 'invalid_request_error' });
    expect(said).toMatch(words);
    expect(harness.upstream.received.length).toBe(before);
  });

  it.each<[string, Record<string, string>]>([
    ['no token', {}],
    ['a wrong key', { 'x-api-key': 'wrong' }],
    ['a wrong bearer', { authorization: 'Bearer wrong' }],
    ['a token without its scheme', { authorization: TOKEN }],
    ['an empty key', { 'x-api-key': '' }],
  ])('%s', async (_, headers) => {
    const before = harness.upstream.received.length;
    // A body that could not be read shows that it was not read.
    for (const body of [question(), '{'])
      expect(await refusal(await askGateway(harness.gateway, { body, headers }))).toMatchObject({
        status: 401,
        type: 'authentication_error',
      });
    expect(harness.upstream.received.length).toBe(before);
  });

  it.each<[string, string | Uint8Array<ArrayBuffer>, Record<string, string>]>([
    ['a body over the limit', JSON.stringify(message('x'.repeat(LIMIT))), {}],
    [
      'a body that is over the limit once it is inflated',
      gzipSync(JSON.stringify(message('x'.repeat(LIMIT)))),
      { 'content-encoding': 'gzip' },
    ],
  ])('%s', async (_, body, headers) => {
    const before = harness.upstream.received.length;
    const response = await fetch(`${harness.gateway.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': TOKEN, 'content-type': 'application/json', ...headers },
      body,
    });
    expect(await refusal(response)).toMatchObject({ status: 413, type: 'request_too_large' });
    expect(harness.upstream.received.length).toBe(before);
  });

  it('an encoding that is not spoken, and one that is broken', async () => {
    for (const encoding of ['zstd', 'gzip']) {
      const headers = { 'x-api-key': TOKEN, 'content-encoding': encoding };
      expect(await refusal(await askGateway(harness.gateway, { body: '{}', headers }))).toMatchObject({ status: 400 });
    }
  });
});

describe('a good request is answered', () => {
  it.each<[string, Record<string, string>]>([
    ['x-api-key', { 'x-api-key': TOKEN }],
    ['a bearer', { authorization: `Bearer ${TOKEN}` }],
    ['both, one of them wrong', { authorization: `Bearer ${TOKEN}`, 'x-api-key': 'wrong' }],
    ['both, the other one wrong', { authorization: 'Bearer wrong', 'x-api-key': TOKEN }],
    [
      'a version and betas that nobody knows',
      { 'x-api-key': TOKEN, 'anthropic-version': '2099-01-01', 'anthropic-beta': 'tomorrow-2099, x' },
    ],
  ])('with %s', async (_, headers) => {
    const response = await askGateway(harness.gateway, { body: question(), headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('request-id')).toMatch(/^req_[A-Za-z0-9]{24,}$/);
  });

  it('with unknown fields, at every level', async () => {
    const body = question({
      tomorrow: { a: 1 },
      diagnostics: true,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello', shade: 'blue' }], mood: 'calm' }],
      tools: [{ name: 'a', input_schema: { type: 'object' }, colour: 'red' }],
    });
    const response = await askGateway(harness.gateway, { body, path: '/v1/messages?beta=true&x=1' });
    expect(await response.json()).toMatchObject({ type: 'message', content: [{ type: 'text', text: 'Hi' }] });
    expect(JSON.stringify(harness.upstream.received.at(-1)?.body)).not.toMatch(/tomorrow|shade|mood|colour/);
    expect(harness.upstream.refused).toEqual([]);
  });

  it('as a stream with the headers of one', async () => {
    const response = await askGateway(harness.gateway, { body: question({ stream: true }) });
    await response.text();
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
      'request-id': expect.stringMatching(/^req_/),
    });
  });

  it('when it comes compressed', async () => {
    const response = await fetch(`${harness.gateway.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': TOKEN, 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync(JSON.stringify(question())),
    });
    expect(response.status).toBe(200);
  });

  it('without any token of the client going upstream', () => {
    expect(harness.upstream.received.length).toBeGreaterThan(0);
    for (const { headers } of harness.upstream.received) expect(JSON.stringify(headers)).not.toContain(TOKEN);
  });
});

describe('paths', () => {
  it.each([
    ['GET', '/'],
    ['HEAD', '/'],
    ['GET', '/api/hello'],
    ['HEAD', '/api/hello'],
    ['GET', '/health'],
    ['GET', '/health/live'],
    ['GET', '/health/ready'],
  ])('%s %s is open to all', async (method, path) => {
    const response = await fetch(`${harness.gateway.url}${path}`, { method });
    expect(response.status).toBe(200);
    expect(response.headers.get('request-id')).toMatch(/^req_/);
    const body = await response.text();
    if (method === 'HEAD') expect(body).toBe('');
  });

  it.each([
    ['GET', '/v1/nothing'],
    ['POST', '/v1/messages/batches'],
    ['POST', '/api/event_logging/batch'],
    ['GET', '/v1/models/claude-nobody'],
  ])('%s %s is not found', async (method, path) => {
    const response = await fetch(`${harness.gateway.url}${path}`, { method, headers: { 'x-api-key': TOKEN } });
    expect(await refusal(response)).toMatchObject({ status: 404, type: 'not_found_error' });
  });

  it('a base URL that ends with /v1 is taken', async () => {
    const response = await fetch(`${harness.gateway.url}/v1/v1/messages?beta=true`, {
      method: 'POST',
      headers: { 'x-api-key': TOKEN },
      body: JSON.stringify(question({})),
    });
    expect(await response.json()).toMatchObject({ type: 'message' });
  });

  it.each([
    ['GET', '/v1/messages', 'POST'],
    ['DELETE', '/v1/messages/count_tokens', 'POST'],
    ['POST', '/v1/models', 'GET, HEAD'],
    ['POST', '/v1/models/claude-opus', 'GET, HEAD'],
  ])('%s %s is the wrong method', async (method, path, allow) => {
    const response = await fetch(`${harness.gateway.url}${path}`, { method, headers: { 'x-api-key': TOKEN } });
    expect(response.headers.get('allow')).toBe(allow);
    expect(await refusal(response)).toMatchObject({ status: 405, type: 'invalid_request_error' });
  });

  it('keeps the log free of secrets and contents', () => {
    const log = harness.gateway.log();
    expect(log).toContain('req_');
    for (const secret of [...SECRETS, 'Hello']) expect(log).not.toContain(secret);
  });
});
