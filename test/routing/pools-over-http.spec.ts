import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../src/app/create-app.js';
import { FakeDeployment } from './fake-deployment.js';

const TURN = {
  model: 'claude-opus-5',
  max_tokens: 9,
  messages: [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: 'b' },
    { role: 'user', content: 'c' },
  ],
};

let deployments: readonly FakeDeployment[] = [];
let app: NestExpressApplication | undefined;

beforeEach(async () => {
  deployments = await Promise.all(['ptu', 'paid', 'further'].map((name) => FakeDeployment.start(name)));
});
afterEach(async () => {
  await app?.close();
  deployments.forEach((deployment) => deployment.close());
});

/** A gateway with this pool over the three servers; a former one is closed. */
async function start(pool: string): Promise<string> {
  await app?.close();
  app = await createApp({
    environment: {
      LOG_LEVEL: 'silent',
      UPSTREAM_RETRIES: '0',
      FIRST_BYTE_TIMEOUT_SECONDS: '1',
      PREFERRED_PROVIDER: 'ptu',
      BIG_MODEL: 'pool/gpt',
      SMALL_MODEL: 'pool/gpt',
      MODEL_MAP: '*[subagent]=further/small',
      POOL_GPT: pool,
      ...Object.fromEntries(deployments.flatMap(({ variables }) => Object.entries(variables))),
    },
  });
  await app.listen(0, '127.0.0.1');
  return `${await app.getUrl()}/v1/messages`;
}

/** Sends a turn of a session; resolves with the name of the server that answered. */
async function ask(url: string, session: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(TURN),
    headers: { 'x-claude-code-session-id': session, ...headers },
  });
  const text = await response.text();
  return response.status === 200 ? (/from (\w+)/.exec(text)?.[1] ?? text) : `${response.status} ${text}`;
}

const SESSIONS = Array.from({ length: 60 }, (_, i) => `session-${i}`);
const askAll = (url: string): Promise<readonly string[]> => Promise.all(SESSIONS.map((each) => ask(url, each)));

describe('a pool over real upstreams', () => {
  it('moves a session from a member that hangs, before the response begins', async () => {
    const url = await start('ptu/gpt|paid/gpt');
    expect(await ask(url, 's')).toBe('ptu');
    deployments[0]!.behaviour = 'hangs';
    expect([await ask(url, 's'), await ask(url, 's')]).toEqual(['paid', 'paid']);
    // The second turn did not wait for the member that hangs.
    expect(deployments[0]!.requests).toBe(2);
  });

  it('rests a member that is at its limit, for all sessions', async () => {
    const url = await start('ptu/gpt|paid/gpt');
    deployments[0]!.behaviour = 'limited';
    expect([await ask(url, 's'), await ask(url, 't'), await ask(url, 's')]).toEqual(['paid', 'paid', 'paid']);
    expect(deployments[0]!.requests).toBe(1);
  });

  it('moves only the sessions that an added member takes over', async () => {
    const before = await askAll(await start('ptu/gpt,paid/gpt'));
    expect(new Set(before)).toEqual(new Set(['ptu', 'paid']));
    const after = await askAll(await start('ptu/gpt,paid/gpt,further/gpt'));
    const moved = after.filter((name, i) => name !== before[i]);
    expect(new Set(moved)).toEqual(new Set(['further']));
    expect(moved.length).toBeLessThan(SESSIONS.length / 2);
    expect(await askAll(await start('ptu/gpt,paid/gpt'))).toEqual(before);
  });

  it('sends a subagent by its rule, and its session by the pool', async () => {
    const url = await start('ptu/gpt|paid/gpt');
    expect(await ask(url, 's', { 'x-claude-code-agent-id': 'a1' })).toBe('further');
    expect(await ask(url, 's')).toBe('ptu');
  });
});
