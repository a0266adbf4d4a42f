import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { startGateway, TOKEN } from '../../test/kit/process/gateway-process.js';

const SETTINGS = {
  PLUGINS: fileURLToPath(new URL('echo.plugin.ts', import.meta.url)),
  PREFERRED_PROVIDER: 'echo',
};

describe('a provider from outside', () => {
  it('answers in the built gateway, under settings of its own', async () => {
    const gateway = await startGateway({ ...SETTINGS, ECHO_GREETING: 'Ciao' });
    try {
      const response = await fetch(`${gateway.url}/v1/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}` },
        body: JSON.stringify({
          model: 'claude-opus-5',
          max_tokens: 50,
          messages: [{ role: 'user', content: [{ type: 'text', text: 'Rome' }] }],
        }),
      });
      expect(await response.json()).toMatchObject({
        content: [{ type: 'text', text: 'Ciao Rome' }],
        stop_reason: 'end_turn',
      });
    } finally {
      await gateway.stop();
    }
  }, 30_000);

  it('is held to its settings like any other', async () => {
    await expect(startGateway(SETTINGS)).rejects.toThrow('PREFERRED_PROVIDER: echo needs ECHO_GREETING');
  }, 30_000);
});
