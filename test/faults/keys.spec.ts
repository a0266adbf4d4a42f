import { describe, expect, it } from '@jest/globals';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { createHarness } from '../kit/harness/harness.js';
import { isBuilt, ROUTES } from '../kit/harness/wires.js';

const MINUTE = 60_000;
const DEAD = 'sk-dead-0000000000';

/** The variable of the key on each wire that goes by one. */
const VARIABLES: Readonly<Record<string, string>> = {
  'openai-chat': 'OPENAI_API_KEY',
  'openai-responses': 'OPENAI_API_KEY',
  'azure-chat': 'AZURE_OPENAI_API_KEY',
  gemini: 'GEMINI_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
};

describe.each(ROUTES.filter((route) => isBuilt(route) && route.name in VARIABLES))('several keys at $name', (route) => {
  it.each([false, true])(
    'one that is refused is tried once and put away, stream %s',
    async (stream) => {
      const variable = VARIABLES[route.name]!;
      const good = route.settings('http://upstream')[variable]!;
      const harness = await createHarness(route, () => ({ says: [{ text: 'Well.' }] }), {
        [variable]: `${DEAD}, ${good}`,
      });
      try {
        for (let i = 0; i < 4; i++) {
          const response = await askGateway(harness.gateway, { body: question({ stream }) });
          expect(response.status).toBe(200);
          expect(await response.text()).toContain('Well.');
        }
        expect(harness.upstream.refused).toHaveLength(1);
        expect(harness.gateway.log()).not.toContain(DEAD);
      } finally {
        await harness.clear();
      }
    },
    MINUTE,
  );
});
