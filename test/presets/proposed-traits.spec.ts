import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../src/app/create-app.js';
import { FAMILIES } from '../kit/upstreams/families/families.js';
import { familyWire } from '../kit/upstreams/families/family.wire.js';
import type { Script } from '../kit/upstreams/script.types.js';
import { startUpstream, type Upstream } from '../kit/upstreams/upstream-server.js';
import { runAgent } from './agent-client.js';

const story: Script = ({ items }) =>
  items.some(({ kind }) => kind === 'result')
    ? { says: [{ think: 'Found.' }, { text: 'Done.' }] }
    : { says: [{ think: 'Look.' }, { call: 'Read', input: { path: 'a' } }] };

/** What was learnt of a server, as `GET /status/events` shows it and the doctor proposes it. */
async function readTraits(url: string): Promise<string> {
  const { body } = await fetch(`${url}/status/events`);
  const reader = body!.getReader();
  const { value } = (await reader.read()) as { readonly value: Uint8Array };
  await reader.cancel();
  const traits = new TextDecoder().decode(value).matchAll(/"trait":"([^"]+)"/g);
  return [...new Set([...traits].map(([, trait]) => trait))].join(',');
}

/** Families that between them teach every switch that a server can teach. */
const TEACHERS = ['deepseek', 'moonshot', 'minimax', 'qwen', 'mistral', 'fireworks'];

describe.each(FAMILIES.filter(({ name }) => TEACHERS.includes(name)))(
  'what is learnt of an unknown server like $name',
  (family) => {
    let upstream: Upstream;
    const apps: NestExpressApplication[] = [];

    beforeAll(async () => {
      upstream = await startUpstream(familyWire(family), story);
    });
    afterAll(async () => {
      for (const app of apps) await app.close();
      await upstream.close();
    });

    /** Runs an agent, and then asks for a whole answer. */
    async function run(traits?: string): Promise<string> {
      const environment = {
        LOG_LEVEL: 'silent',
        UPSTREAM_RETRIES: '0',
        UPSTREAM_X: 'openai',
        UPSTREAM_X_BASE_URL: `${upstream.url}/v1`,
        BIG_MODEL: 'x/m',
        SMALL_MODEL: 'x/m',
        ...(traits === undefined ? {} : { UPSTREAM_X_TRAITS: traits }),
      };
      const app = await createApp({ environment });
      apps.push(app);
      await app.listen(0, '127.0.0.1');
      const url = await app.getUrl();
      await runAgent(url, 'x/m');
      const whole = { model: 'x/m', max_tokens: 5000, messages: [{ role: 'user', content: 'hi' }] };
      const response = await fetch(`${url}/v1/messages`, { method: 'POST', body: JSON.stringify(whole) });
      expect(await response.json()).toMatchObject({ type: 'message', content: expect.arrayContaining([]) });
      return url;
    }

    it('is what makes it known from the start, where it is set as its traits', async () => {
      const traits = await readTraits(await run());
      const before = upstream.refused.length;
      await run(traits === '' ? undefined : traits);
      // What has no trait, a limit or a parameter, is learnt again.
      const again = upstream.refused.slice(before).map(({ message }) => message);
      expect(
        again.filter((message) => !/max_|must be less|parameter|stream_options|Extra inputs/.test(message)),
      ).toEqual([]);
    });
  },
);
