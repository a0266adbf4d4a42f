import { describe, expect, it } from '@jest/globals';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { useAllWires } from '../kit/harness/all-wires.js';
import { isBuilt, ROUTES } from '../kit/harness/wires.js';

const TEST_TIMEOUT_MS = 60_000;
const DEAD = 'sk-dead-0000000000';

/** The variable of the key on each wire that authenticates by one. */
const VARIABLES = new Map([
  ['openai-chat', 'OPENAI_API_KEY'],
  ['openai-responses', 'OPENAI_API_KEY'],
  ['azure-chat', 'AZURE_OPENAI_API_KEY'],
  ['gemini', 'GEMINI_API_KEY'],
  ['anthropic', 'ANTHROPIC_API_KEY'],
]);

const KEYED = ROUTES.filter((route) => isBuilt(route) && VARIABLES.has(route.name));

/** Before each good key a dead one. */
const SETTINGS = Object.fromEntries(
  KEYED.map((route) => {
    const variable = VARIABLES.get(route.name)!;
    return [variable, `${DEAD}, ${route.settings('http://upstream')[variable]}`];
  }),
);

describe.each([false, true])('several keys, stream %s', (stream) => {
  const find = useAllWires(() => () => ({ says: [{ text: 'Well.' }] }), SETTINGS);

  it.each(KEYED)(
    'one that is refused at $name is tried once and put away',
    async ({ name }) => {
      const { gateway, upstream, model } = find(name);
      for (let i = 0; i < 4; i++) {
        const response = await askGateway(gateway, { body: question({ model, stream }) });
        expect(response.status).toBe(200);
        expect(await response.text()).toContain('Well.');
      }
      expect(upstream.refused).toHaveLength(1);
      expect(gateway.log()).not.toContain(DEAD);
    },
    TEST_TIMEOUT_MS,
  );
});
