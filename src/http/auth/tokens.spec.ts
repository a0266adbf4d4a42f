import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { from } from 'rxjs';
import { type RunningApp, startApp } from '../../../test/kit/app/start-app.js';
import { events, QUESTION, STORY } from '../../../test/kit/app/story.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('AUTH_TOKENS_FILE', () => {
  let folder: string;
  let file: string;
  let running: RunningApp | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tokens-'));
    file = join(folder, 'tokens.json');
    await write({ ada: 'a-token', bob: 'b-token' });
  });
  afterEach(async () => {
    await running?.close();
    running = undefined;
    await rm(folder, { recursive: true });
  });

  const write = (tokens: Record<string, string>): Promise<void> =>
    writeFile(
      file,
      JSON.stringify(
        Object.entries(tokens).map(([name, token]) => ({
          name,
          sha256: sha256(token),
          ...(name === 'bob' ? { models: ['claude-haiku-*'] } : {}),
        })),
      ),
    );
  const start = async (more = {}): Promise<void> => {
    running = await startApp({ open: () => events(() => from(STORY)) }, { AUTH_TOKENS_FILE: file, ...more });
  };
  const ask = async (token: string, model = 'claude-sonnet-5'): Promise<number> => {
    const headers = { authorization: `Bearer ${token}` };
    const body = JSON.stringify({ ...QUESTION, model });
    return (await fetch(`${running!.url}/v1/messages`, { method: 'POST', headers, body })).status;
  };

  it('accepts each of its tokens and the one of the settings, and no other', async () => {
    await start({ ANTHROPIC_AUTH_TOKEN: 'the-one' });
    expect([await ask('a-token'), await ask('the-one'), await ask('c-token'), await ask(sha256('a-token'))]).toEqual([
      200, 200, 401, 401,
    ]);
  });

  it('lets a token ask for the models of its list alone', async () => {
    await start();
    expect([await ask('b-token', 'claude-haiku-5'), await ask('b-token', 'claude-opus-5')]).toEqual([200, 400]);
  });

  it('offers a token the models of its list alone', async () => {
    await start({ MODEL_MAP: 'claude-haiku-5=scripted/small,claude-opus-5=scripted/large' });
    const get = (token: string, id = ''): Promise<Response> =>
      fetch(`${running!.url}/v1/models${id}`, { headers: { 'x-api-key': token } });
    const offered = async (token: string): Promise<readonly string[]> =>
      ((await (await get(token)).json()) as { data: { id: string }[] }).data.map(({ id }) => id);
    expect(await offered('a-token')).toEqual([
      'claude-haiku-5',
      'claude-opus-5',
      'claude-opus',
      'claude-sonnet',
      'claude-haiku',
      'claude-fable',
    ]);
    expect(await offered('b-token')).toEqual(['claude-haiku-5']);
    expect((await get('b-token', '/claude-haiku-5')).status).toBe(200);
    expect((await get('b-token', '/claude-opus-5')).status).toBe(404);
  });

  it('is read anew when it changes: tokens are given out and revoked without a restart', async () => {
    await start();
    expect([await ask('a-token'), await ask('new-token')]).toEqual([200, 401]);
    await write({ carol: 'new-token' });
    while ((await ask('new-token')) !== 200) await pause(50);
    expect(await ask('a-token')).toBe(401);
  }, 10_000);

  it('that is spoilt while the gateway runs leaves the former tokens in force', async () => {
    await start();
    await writeFile(file, '[');
    await pause(1200);
    expect([await ask('a-token'), await ask('c-token')]).toEqual([200, 401]);
  }, 10_000);

  it('that is no good keeps the gateway from starting', async () => {
    await writeFile(file, '[{}]');
    await expect(start()).rejects.toThrow('AUTH_TOKENS_FILE: entry 0: name must be');
  });
});
