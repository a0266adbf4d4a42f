import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { LogOutput } from '../observability/logging/log-output.js';
import { createApp } from './create-app.js';

const ANSWER = {
  id: 'c',
  object: 'chat.completion',
  choices: [{ index: 0, message: { content: 'yes' }, finish_reason: 'stop' }],
};

let folder: string;
let seen: string[];
let upstream: Server;
let app: INestApplication;
let lines: string;

/** As Kubernetes replaces a mounted secret: the folder behind a link is another one from then on. */
function mount(secrets: Readonly<Record<string, string>>): void {
  const data = mkdtempSync(join(folder, 'data-'));
  for (const [name, value] of Object.entries(secrets)) writeFileSync(join(data, name), value);
  symlinkSync(data, join(folder, 'next'));
  renameSync(join(folder, 'next'), join(folder, 'now'));
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'live-'));
  mkdirSync(folder, { recursive: true });
  seen = [];
  lines = '';
  upstream = createServer((request, response) => {
    seen.push(String(request.headers.authorization ?? request.headers['x-api-key']));
    response.setHeader('content-type', 'application/json').end(JSON.stringify(ANSWER));
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  jest.spyOn(LogOutput.prototype, 'pass').mockImplementation((line) => void (lines += line));
  mount({ client: 'token-one\n', openai: 'key-one-of-openai\n', local: 'key-one-of-local\n' });
  const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/v1`;
  const at = (name: string): string => join(folder, 'now', name);
  app = await createApp({
    environment: {
      LOG_FORMAT: 'json',
      ANTHROPIC_AUTH_TOKEN_FILE: at('client'),
      OPENAI_API_KEY_FILE: at('openai'),
      OPENAI_BASE_URL: url,
      UPSTREAM_LOCAL: 'openai',
      UPSTREAM_LOCAL_BASE_URL: url,
      UPSTREAM_LOCAL_API_KEY_FILE: at('local'),
      BIG_MODEL: 'm',
      SMALL_MODEL: 'm',
    },
  });
  await app.listen(0, '127.0.0.1');
});
afterEach(async () => {
  await app.close();
  jest.restoreAllMocks();
  upstream.closeAllConnections();
  upstream.close();
  rmSync(folder, { recursive: true });
});

async function ask(token: string, model = 'claude-sonnet-5'): Promise<number> {
  const response = await fetch(`${await app.getUrl()}/v1/messages`, {
    method: 'POST',
    headers: { 'x-api-key': token },
    body: JSON.stringify({ model, max_tokens: 9, messages: [{ role: 'user', content: 'Hello' }] }),
  });
  await response.text();
  return response.status;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(50);
}

describe('a secret in a file', () => {
  it('is used, and the next one from the next request on, without a restart; neither is ever logged', async () => {
    expect([await ask('token-one'), await ask('token-one', 'local/m')]).toEqual([200, 200]);
    expect(seen).toEqual(['Bearer key-one-of-openai', 'Bearer key-one-of-local']);

    mount({ client: 'token-two', openai: 'key-two-of-openai', local: 'key-two-of-local' });
    await until(() => lines.split('was reloaded').length === 4);
    expect([await ask('token-one'), await ask('token-two'), await ask('token-two', 'local/m')]).toEqual([
      401, 200, 200,
    ]);
    expect(seen.slice(2)).toEqual(['Bearer key-two-of-openai', 'Bearer key-two-of-local']);

    const log = app.get(LogOutput, { strict: false });
    log.write('key-one-of-openai key-two-of-openai token-two');
    expect(lines).toMatch(/\*\*\* \*\*\* \*\*\*$/);
    expect(lines).not.toMatch(/(key|token)-(one|two)/);
  });

  it.each([
    ['empty', { client: 'token-one', openai: '\n', local: 'key-one-of-local' }],
    ['gone', { client: 'token-one', local: 'key-one-of-local' }],
  ])('that is %s is reported once, and the former value stays', async (_, secrets) => {
    mount(secrets);
    await until(() => lines.includes('OPENAI_API_KEY_FILE cannot be used: the former value stays in force'));
    await pause(1100);
    expect(lines.split('cannot be used')).toHaveLength(2);
    expect(await ask('token-one')).toBe(200);
    expect(seen).toEqual(['Bearer key-one-of-openai']);
  });
});
