import { describe, expect, it } from '@jest/globals';
import { FAMILIES, type Family } from '../kit/upstreams/families/families.js';
import type { Received, Said, Script } from '../kit/upstreams/script.types.js';
import { PIXEL, runAgent } from './agent-client.js';
import { useFamilies } from './open-presets.js';

const FAREWELL = 'Done.';

/** Two calls at once, one more, then the end; each step with a thought, and ids that begin anew in every answer. */
const story: Script = ({ items }) => {
  const results = items.filter(({ kind }) => kind === 'result').length;
  const steps = new Map<number, Said[]>([
    [0, [{ text: 'I look.' }, { call: 'Read', input: { path: 'a' } }, { call: 'Grep', input: { path: 'b' } }]],
    [2, [{ call: 'Read', input: { path: 'c' } }]],
    [3, [{ text: FAREWELL }]],
  ]);
  return { says: [{ think: `Thought ${results}.` }, ...(steps.get(results) ?? [{ text: 'I am lost.' }])] };
};

const taken = (received: readonly Received[]): readonly Received[] =>
  received.filter(({ conversation }) => conversation !== undefined);

/** Whether reasoning was found in the last history that the model was shown, wherever its server wants it. */
const echoes = ({ name }: Family): boolean => !['mistral', 'xai', 'groq', 'openrouter'].includes(name);

describe('an agent finishes its loop over each family', () => {
  describe('with its preset', () => {
    const opened = useFamilies(true, story);

    it.each(FAMILIES)('$name', async (family) => {
      const messages = await runAgent(opened.url, `${family.name}_up/model`);
      const { received, refused } = opened.upstreamOf(family);
      expect(JSON.stringify(messages.at(-1))).toContain(FAREWELL);
      expectAllShown(received);
      expect(refused.filter(({ message }) => family.learnt?.test(message) !== true)).toEqual([]);
      expect(JSON.stringify(taken(received).at(-1)?.body).includes('Thought 0.')).toBe(echoes(family));
    });
  });

  describe('as a server of which nothing is known', () => {
    const opened = useFamilies(false, story);

    it.each(FAMILIES)('$name', async (family) => {
      const messages = await runAgent(opened.url, `${family.name}_up/model`);
      const { received, refused } = opened.upstreamOf(family);
      expect(JSON.stringify(messages.at(-1))).toContain(FAREWELL);
      expectAllShown(received);
      // Each correction is learnt once.
      expect(new Set(refused.map(({ message }) => message)).size).toBe(refused.length);
    });
  });
});

/** The words around the prompt, every result and the picture arrived. */
function expectAllShown(received: readonly Received[]): void {
  const items = taken(received).at(-1)?.conversation?.items ?? [];
  expect(items).toContainEqual({ kind: 'image', role: 'user', data: PIXEL });
  expect(items.filter(({ kind }) => kind === 'result')).toHaveLength(3);
  expect(JSON.stringify(items)).toContain('The working folder is /work.');
}
