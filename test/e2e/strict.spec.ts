import { describe, expect, it } from '@jest/globals';
import { BUILT, useAllWires } from '../kit/harness/all-wires.js';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { startGateway, type GatewayProcess } from '../kit/process/gateway-process.js';
import { answered, SEARCHED } from '../kit/material/histories.js';
import { startUpstream } from '../kit/upstreams/upstream-server.js';

describe('STRICT', () => {
  const open = useAllWires(() => () => ({ says: [{ text: 'ok' }] }), { STRICT: 'true' });

  const ask = async (name: string, rest: object): Promise<{ status: number; body: unknown; sent: number }> => {
    const { gateway, model, upstream } = open(name);
    const before = upstream.received.length;
    const response = await askGateway(gateway, { body: question({ model, ...rest }) });
    return { status: response.status, body: await response.json(), sent: upstream.received.length - before };
  };

  it.each(BUILT)('lets through what $name is asked without loss', async ({ name }) => {
    const harmless = { betas: undefined, max_tokens: 900, cache_control: { type: 'ephemeral' } };
    expect(await ask(name, harmless)).toMatchObject({ status: 200, sent: 1 });
  });

  it.each(BUILT.filter(({ name }) => name !== 'anthropic'))(
    'refuses what $name could only answer with loss, and names it',
    async ({ name }) => {
      const { status, body, sent } = await ask(name, SEARCHED);
      expect([status, sent]).toEqual([400, 0]);
      expect(body).toMatchObject({
        type: 'error',
        error: {
          type: 'invalid_request_error',
          message: expect.stringMatching(/STRICT.*citations-dropped|STRICT.*server-blocks-as-text/) as unknown,
        },
      });
    },
  );

  it('refuses an Anthropic upstream only what others have left behind', async () => {
    expect(await ask('anthropic', SEARCHED)).toMatchObject({ status: 200, sent: 1 });
    const foreign = { type: 'server_tool_use', id: 'srvtoolu_gw_1', name: 'web_search', input: {} };
    const { status, body, sent } = await ask('anthropic', answered(foreign, { type: 'text', text: 'x' }));
    expect([status, sent]).toEqual([400, 0]);
    expect(JSON.stringify(body)).toContain('server-blocks-as-text');
  });

  it('makes no correction with loss', async () => {
    const refusing = await startRefusing();
    try {
      const body = question({ model: 'claude-opus-5', temperature: 0.5 });
      for (let i = 0; i < 2; i++) {
        const response = await askGateway(refusing.gateway, { body });
        expect(response.status).toBe(400);
        expect(await response.text()).toContain('parameter-refused-by-upstream');
      }
      expect(refusing.sent()).toBe(1);
    } finally {
      await refusing.stop();
    }
  });
});

/** A strict gateway before an upstream that does not take `temperature`. */
async function startRefusing(): Promise<{ gateway: GatewayProcess; sent(): number; stop(): Promise<void> }> {
  const route = BUILT.find(({ name }) => name === 'openai-chat')!;
  const message = "Unsupported value: 'temperature' does not support 0.5 with this model.";
  const refusal = { status: 400, message, param: 'temperature', code: 'unsupported_value' };
  const upstream = await startUpstream(route.wire, () => ({ refuses: refusal }));
  const gateway = await startGateway({ ...route.settings(upstream.url), STRICT: 'true' });
  const stop = async (): Promise<void> => {
    await gateway.stop();
    await upstream.close();
  };
  return { gateway, sent: () => upstream.received.length, stop };
}
