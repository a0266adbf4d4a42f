import { describe, expect, it } from '@jest/globals';
import { BUILT, useAllWires } from '../kit/harness/all-wires.js';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { explainRequest } from '../kit/client/explain-request.js';
import { COUNTED_TOKENS } from '../kit/upstreams/upstream-server.js';

const open = useAllWires(() => () => ({ says: [{ text: 'ok' }] }));

const tool = { name: 'mcp.look', input_schema: { type: 'object', properties: { a: { type: 'string' } } } };

describe.each(BUILT)('what is explained of a request over $name', ({ name, plugin, model, counts }) => {
  const request = { system: 'Be brief.', tools: [{ ...tool, name: 'look' }], stream: true, max_tokens: 4000 };

  it('is what is sent then, and nothing is sent yet but the count', async () => {
    const wire = open(name);
    const { upstream, gateway } = wire;
    const before = upstream.received.length;
    const explained = await explainRequest(wire, request);
    expect(upstream.received.slice(before).map(({ path }) => path)).toEqual(
      counts ? [expect.stringMatching(/count|input_tokens/)] : [],
    );
    await (await askGateway(gateway, { body: question({ model: wire.model, ...request }) })).text();
    const sent = upstream.received.at(-1)!;
    const { pathname } = new URL(explained.upstream.url);
    expect([explained.upstream.method, decodeURIComponent(pathname)]).toEqual([sent.method, sent.path]);
    expect(explained.upstream.body).toEqual(sent.body);
    expect(sent.headers).toMatchObject(explained.upstream.headers);
    expect(upstream.refused).toEqual([]);
  });

  it('names the route and the size of the prompt', async () => {
    const wire = open(name);
    const { route, input_tokens: tokens } = await explainRequest(wire, request);
    const reason = `MODEL_MAP: ${wire.model}=${plugin}/${model}`;
    expect(route).toEqual({ requestedModel: wire.model, provider: plugin, model, reason });
    if (counts) expect(tokens).toBe(COUNTED_TOKENS);
    else expect(tokens).toBeGreaterThan(10);
  });

  it('shows no credential', async () => {
    const wire = open(name);
    const text = JSON.stringify(await explainRequest(wire, request));
    const { authorization, ...headers } = wire.upstream.received.at(-1)?.headers ?? {};
    const secrets = [authorization, headers['x-api-key'], headers['api-key'], headers['x-goog-api-key']].flat();
    for (const secret of ['sk-test', 'azure-test', 'g-test', 'sk-ant-test', 'ya29.test', 'gateway-token', ...secrets])
      if (secret !== undefined) expect(text).not.toContain(secret.replace(/^Bearer /, ''));
  });
});

describe('a request that cannot be explained', () => {
  it('is refused before anything is sent, where that was refused by others', async () => {
    const { gateway, model, upstream } = open('openai-chat');
    const before = upstream.received.length;
    const response = await askGateway(gateway, {
      body: question({ model, tools: [{ type: 'web_search_20250305', name: 'web_search' }] }),
      path: '/v1/messages/explain',
    });
    expect(response.status).toBe(400);
    expect(upstream.received).toHaveLength(before);
  });

  it('is answered only to clients with a token', async () => {
    const { gateway, model } = open('openai-chat');
    const path = '/v1/messages/explain';
    const response = await askGateway(gateway, { body: question({ model }), path, headers: { 'x-api-key': 'wrong' } });
    expect(response.status).toBe(401);
  });
});
