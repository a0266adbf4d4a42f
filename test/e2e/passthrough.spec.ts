import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startGateway, TOKEN, type GatewayProcess } from '../kit/process/gateway-process.js';
import { sharedMaterial } from '../kit/material/shared-material.js';
import { cut, startRawUpstream, type RawReceived, type RawUpstream } from '../kit/upstreams/raw-upstream.js';

const MINUTE = 60_000;
const MODEL = 'claude-opus-5-5';
/** A name that the gateway maps to `MODEL`. */
const ALIAS = 'claude-alias';

let upstream: RawUpstream;
let gateway: GatewayProcess;
beforeAll(async () => {
  upstream = await startRawUpstream({ status: 200, headers: {}, pieces: [] });
  gateway = await startGateway({
    PREFERRED_PROVIDER: 'anthropic',
    ANTHROPIC_API_KEY: 'sk-ant-upstream',
    ANTHROPIC_UPSTREAM_BASE_URL: upstream.url,
    MODEL_MAP: `${ALIAS}=anthropic/${MODEL}`,
    UPSTREAM_RETRIES: '0',
  });
}, MINUTE);
afterAll(async () => {
  await gateway.stop();
  await upstream.close();
});

/** Sends these bytes; answers with what came back, and with what arrived upstream. */
async function send(
  body: string | Buffer,
  headers: Record<string, string> = {},
  path = '/v1/messages?beta=true',
): Promise<{ response: Response; bytes: Buffer; arrived: RawReceived }> {
  const response = await fetch(gateway.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}`, ...headers },
    body: new Uint8Array(Buffer.from(body)),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { response, bytes, arrived: upstream.received.at(-1)! };
}

/** Bodies that a parser and a writer would not give back as they were; `M` stands for the model's name. */
const BODIES: readonly (readonly [string, string])[] = [
  ['odd numbers', '{"model":"M","max_tokens":1e3,"n":[1.0,-0,1E400,12345678901234567890,0.10,1e-7]}'],
  ['escapes', '{"model":"M","s":"\\u00e9\\/\\ud83d\\ude00\\ud800\\b","\\u0073x":"\\"model\\":\\"M2\\""}'],
  ['plain characters', '{"model":"M","s":"é😀\u2028\u007f"}'],
  ['white space', ' \r\n{\t"model" :\n "M" ,"messages":[ ] , "a":{ } }\n '],
  ['unknown fields', '{"new_field":{"deep":[null,true,{"model":"inner"}]},"model":"M","messages":[],"zz":0}'],
  ['duplicate keys', '{"stream":true,"model":"first","a":1,"a":2,"model":"M","stream":false}'],
  [
    'native state',
    `{"model":"M","messages":[{"role":"assistant","content":[
    {"type":"thinking","thinking":"","signature":"ErUB+/=="},{"type":"text","text":"a","citations":null}]}]}`,
  ],
  ['what Anthropic would refuse', '{"model":"M","messages":"no list","max_tokens":-1,"tools":[{"name":7}]}'],
];

describe('a request', () => {
  it.each(BODIES)('arrives as it was sent: %s', async (_, template) => {
    const body = template.replace('"M"', `"${MODEL}"`);
    const { arrived } = await send(body);
    expect(arrived.body.equals(Buffer.from(body))).toBe(true);
  });

  it.each(BODIES)('of a mapped model differs in its name alone: %s', async (_, template) => {
    const { arrived } = await send(template.replace('"M"', `"${ALIAS}"`));
    expect(arrived.body.toString()).toBe(template.replace('"M"', `"${MODEL}"`));
  });

  it('arrives with its byte order mark', async () => {
    const body = Buffer.from(`\ufeff{"model":"${MODEL}"}`);
    expect((await send(body)).arrived.body.equals(body)).toBe(true);
  });

  it('loses only the blocks that the gateway itself has made for others', async () => {
    const kept = '{ "type":"text", "text":"\\u0061", "n":1.0 }';
    const own = '{"type":"thinking","thinking":"t","signature":"gw1.rc.e30"}';
    const body = (content: string): string =>
      `{"model":"${MODEL}", "messages":[{"role":"assistant","content":[${content}]}], "n":1.0}`;
    const { arrived, response } = await send(body(`${own}, ${kept}`));
    expect(arrived.body.toString()).toBe(body(kept));
    expect(response.headers.get('x-gateway-changes')).toBe('foreign-thinking-dropped');
  });

  it('brings its query and its headers, also those of tomorrow, and no credential of the client', async () => {
    const sent = {
      'anthropic-beta': 'context-1m-2025-08-07, tomorrow-2027-01-01',
      'anthropic-version': '2026-10-21',
      'anthropic-new-header': 'x',
      'x-claude-code-session-id': 's-1',
      'x-app': 'cli',
      'x-stainless-lang': 'js',
      'user-agent': 'claude-cli/2.1.330',
    };
    const { arrived } = await send(
      `{"model":"${MODEL}"}`,
      { ...sent, 'x-api-key': TOKEN },
      '/v1/messages?beta=true&x=%20',
    );
    expect(arrived.target).toBe('/v1/messages?beta=true&x=%20');
    expect(arrived.headers).toMatchObject({ ...sent, 'x-api-key': 'sk-ant-upstream', 'accept-encoding': 'identity' });
    expect(JSON.stringify(arrived.headers)).not.toContain(TOKEN);
    expect(arrived.headers.authorization).toBeUndefined();
  });

  it('to count tokens takes the same way', async () => {
    const body = `{"model":"${MODEL}","messages":[ ],"n":1.0}`;
    const { arrived } = await send(body, {}, '/v1/messages/count_tokens?beta=true');
    expect(arrived.target).toBe('/v1/messages/count_tokens?beta=true');
    expect(arrived.body.toString()).toBe(body);
  });
});

const STREAM = Buffer.from(
  [
    ': a comment\n\n',
    'event: message_start\ndata: {"type":"message_start", "message":{"model":"claude-dated","usage":{"n":1.0}}}\n\n',
    'event: ping\r\ndata: {"type": "ping"}\r\n\r\n',
    'event: of_tomorrow\nid: 7\ndata: {"type":"of_tomorrow"}\ndata: é😀\n\n',
    'event: message_stop\ndata: {"type":"message_stop"}\n\n',
  ].join(''),
);

describe('an answer', () => {
  it.each([1, 7, 64, 100_000])('streams as it comes, in pieces of %d bytes', async (length) => {
    upstream.answer = { status: 200, headers: { 'content-type': 'text/event-stream' }, pieces: cut(STREAM, length) };
    const { response, bytes } = await send(`{"model":"${ALIAS}","stream":true}`);
    expect(bytes.equals(STREAM)).toBe(true);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
  });

  it.each([
    ['application/json', '{"id":"msg_1", "model":"claude-dated","usage":{"input_tokens":1.0}}\n'],
    ['application/json; charset=utf-8', '{ }'],
    ['application/problem+json', '{}'],
  ])('comes whole, as %s', async (type, body) => {
    const headers = {
      'content-type': type,
      'request-id': 'req_up',
      'anthropic-organization-id': 'o',
      'x-internal': 'i',
    };
    upstream.answer = { status: 200, headers, pieces: [Buffer.from(body)] };
    const { response, bytes } = await send(`{"model":"${ALIAS}"}`);
    expect(bytes.toString()).toBe(body);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': type,
      'request-id': 'req_up',
      'anthropic-organization-id': 'o',
    });
    expect(response.headers.get('x-internal')).toBeNull();
    expect(response.headers.get('x-gateway-changes')).toBeNull();
  });

  it.each<[number, string, Record<string, string>]>([
    [400, '{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 2 > 1"}}', {}],
    [401, '{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}\n', {}],
    [404, '{"error":{"details":{"error_code":"x"}} , "type":"error"}', { 'x-should-retry': 'false' }],
    [429, '{"type":"error"}', { 'retry-after': '7', 'anthropic-ratelimit-unified-status': 'rejected' }],
    [529, '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}', { 'retry-after-ms': '12' }],
    [502, '<html>Bad gateway</html>', { 'content-type': 'text/html' }],
  ])('is an error as it was: %d', async (status, body, more) => {
    const headers = { 'content-type': 'application/json', 'request-id': 'req_up', ...more };
    upstream.answer = { status, headers, pieces: [Buffer.from(body)] };
    const { response, bytes } = await send(`{"model":"${MODEL}","stream":true}`);
    expect(response.status).toBe(status);
    expect(bytes.toString()).toBe(body);
    expect(Object.fromEntries(response.headers)).toMatchObject(headers);
  });
});

const recordings = sharedMaterial('recordings', 'anthropic');

describe('a recorded answer', () => {
  if (recordings === undefined) {
    it.skip('is handed on (skipped: no recordings beside the repository)', () => undefined);
    return;
  }
  it.each(readdirSync(recordings))('%s is handed on', async (file) => {
    const text = readFileSync(join(recordings, file), 'utf8');
    const streamed = file.endsWith('.chunks.txt');
    const bytes = Buffer.from(streamed ? toFrames(text) : text);
    const headers = { 'content-type': streamed ? 'text/event-stream; charset=utf-8' : 'application/json' };
    for (const length of [61, 4096, bytes.length]) {
      upstream.answer = { status: 200, headers, pieces: cut(bytes, length) };
      const answered = await send(`{"model":"${ALIAS}","stream":${streamed}}`);
      expect(answered.bytes.equals(bytes)).toBe(true);
    }
  });
});

/** One payload a line becomes one event each. */
function toFrames(lines: string): string {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `event: ${(JSON.parse(line) as { type: string }).type}\ndata: ${line}\n\n`)
    .join('');
}
