import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { useHarness } from '../kit/harness/harness.js';
import { readOpenCircuits } from '../kit/process/read-open-circuits.js';
import { TOKEN } from '../kit/process/gateway-process.js';
import { ROUTES } from '../kit/harness/wires.js';

const route = ROUTES.find(({ name }) => name === 'openai-chat')!;
const NASTY = 'x\r\nset-cookie: a=b\u0000\u001b[31m\u2028{"level":"error"}';

describe('words of a client that mean more elsewhere', () => {
  const harness = useHarness(route, () => ({ says: [{ text: 'Well.' }] }));
  const lines = (): string[] => harness.gateway.log().split('\n').slice(0, -1);

  it('stay one line of the log, and no header', async () => {
    const model = `claude-${NASTY}`;
    const response = await askGateway(harness.gateway, { body: question({ model }) });
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.json()).toMatchObject({ model });
    let line: string | undefined;
    // The line is written a moment after the answer.
    while ((line = lines().find((each) => each.includes('claude-x'))) === undefined) await pause(5);
    expect(JSON.parse(line)).toMatchObject({ level: 'info', model });
    expect(harness.gateway.log()).not.toContain('\u001b');
  });

  it.each(['__proto__', 'constructor', 'prototype'])('are no way into prototypes: %s', async (key) => {
    const hostile = `{"${key}":{"polluted":true,"stream":true}}`;
    const body = JSON.stringify(question({ metadata: 0, tools: [{ name: 'a', input_schema: 0 }] })).replaceAll(
      ':0',
      `:${hostile}`,
    );
    const answer = await askGateway(harness.gateway, { body });
    expect([200, 400]).toContain(answer.status);
    const after = await askGateway(harness.gateway, { body: question() });
    expect(after.headers.get('content-type')).toContain('application/json');
    expect(await after.text()).not.toContain('polluted');
  });

  it.each(['constructor', '__proto__', 'toString'])('are no type of a block: %s', async (type) => {
    const block = JSON.parse(`{"type":"${type}"}`) as object;
    const result = { type: 'tool_result', tool_use_id: 't', content: [block] };
    const document = { type: 'document', source: { type: 'content', content: [block] } };
    const inside = new Map([
      ['messages.0.content.0', block],
      ['messages.0.content.0.tool_result.content.0', result],
      ['messages.0.content.0.document.source.content.content.0', document],
    ]);
    // More often than a provider may fail.
    for (let times = 0; times < 4; times++)
      for (const [place, content] of inside) {
        const body = question({ messages: [{ role: 'user', content: [content] }] });
        const response = await askGateway(harness.gateway, { body });
        expect(response.status).toBe(400);
        expect(await response.json()).toMatchObject({
          error: { type: 'invalid_request_error', message: expect.stringContaining(`${place}:`) },
        });
      }
    expect(await readOpenCircuits(harness.gateway)).toEqual([]);
  });

  it('of an upstream reach no header either', async () => {
    harness.script = () => ({
      refuses: { status: 429, message: NASTY, headers: { 'retry-after': '3', 'set-cookie': 'a=b', 'x-evil': '1' } },
    });
    const response = await askGateway(harness.gateway, { body: question() });
    expect(response.status).toBe(429);
    expect([response.headers.get('set-cookie'), response.headers.get('x-evil')]).toEqual([null, null]);
  });

  it('nested beyond measure are refused, and quickly', async () => {
    const body = `{"model":"claude-opus-5-5","messages":${'['.repeat(5_000_000)}`;
    const response = await askGateway(harness.gateway, { body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining('nested') } });
  });

  it('never make the token or the key of the provider known', () => {
    expect(harness.gateway.log()).not.toContain(TOKEN);
    expect(harness.gateway.log()).not.toContain('sk-test');
  });
});
