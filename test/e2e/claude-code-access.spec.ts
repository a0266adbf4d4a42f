import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toKeyHelper } from '../../src/cli/connect/to-key-helper.js';
import {
  type ClaudeCodeResult,
  type ClaudeCodeRun,
  fetchClaudeCode,
  runClaudeCode,
} from '../kit/client/claude-code.js';
import { createHarness, type Harness } from '../kit/harness/create-harness.js';
import { ROUTES } from '../kit/harness/wires.js';
import { AUDIENCE, startOidcServer } from '../kit/identity/oidc-server.js';
import { freePort } from '../kit/process/free-port.js';
import type { Script } from '../kit/upstreams/script.types.js';

const claude = await fetchClaudeCode();
const route = ROUTES.find(({ name }) => name === 'openai-chat')!;
const TEST_TIMEOUT_MS = 120_000;
/** Seconds that a token of the identity provider lasts. */
const LIFETIME = 6;

/** Plays a model that runs a command which takes longer than the token lasts. */
const slowStory: Script = ({ items, tools }) => {
  if (tools.length === 0) return { says: [{ text: 'ok' }] };
  if (items.some(({ kind }) => kind === 'result')) return { says: [{ text: 'That took its time.' }] };
  const input = { command: `sleep ${LIFETIME + 2}`, description: 'Wait' };
  return { says: [{ call: 'Bash', id: 'call_wait', input }] };
};

describe('Claude Code', () => {
  if ('missing' in claude) {
    it.skip(`asks under its own name (skipped: ${claude.missing})`, () => undefined);
    return;
  }
  let folder: string;
  let home: string;
  let harness: Harness;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'access-')));
    home = await mkdtemp(join(tmpdir(), 'access-home-'));
    await mkdir(join(home, '.claude'));
    await writeFile(join(home, '.claude.json'), JSON.stringify({ hasCompletedOnboarding: true }));
  });
  afterEach(async () => {
    await harness.clear();
    for (const made of [folder, home]) await rm(made, { recursive: true, force: true });
  }, TEST_TIMEOUT_MS);

  const run = (rest: Partial<ClaudeCodeRun>): Promise<ClaudeCodeResult> =>
    runClaudeCode({
      binary: claude.binary,
      url: harness.gateway.url,
      prompt: 'Wait a little.',
      allowedTools: ['Bash'],
      folder,
      timeout: 60_000,
      ...rest,
      env: { HOME: home, ...rest.env },
    });
  /** The requests for a message that the gateway has logged. */
  const logged = (): readonly Record<string, unknown>[] =>
    harness.gateway
      .log()
      .split('\n')
      .filter((line) => line.includes('"path":"/v1/messages"'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it(
    'works on when the token of its apiKeyHelper expires in the middle of a session',
    async () => {
      const server = await startOidcServer(LIFETIME);
      try {
        harness = await createHarness(route, slowStory, {
          AUTH_JWT_ISSUER: server.issuer,
          AUTH_JWT_AUDIENCE: AUDIENCE,
          AUTH_JWT_CLOCK_SKEW_SECONDS: '0',
        });
        const [helper, calls] = [join(folder, 'get-token.mjs'), join(folder, 'calls.txt')];
        await writeFile(helper, toHelper(server.issuer, calls));
        const apiKeyHelper = toKeyHelper(`${process.execPath} ${helper}`);
        await writeFile(join(home, '.claude', 'settings.json'), JSON.stringify({ apiKeyHelper }));
        const { report } = await run({});
        expect(report).toMatchObject({ is_error: false, result: 'That took its time.' });
        expect((await readFile(calls, 'utf8')).length).toBeGreaterThanOrEqual(2);
        const statuses = logged().map(({ status }) => status);
        expect(statuses).toContain(401);
        expect(statuses.at(-1)).toBe(200);
        expect(harness.gateway.log()).toContain('"token":"ada@acme.example"');
      } finally {
        await server.close();
      }
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'shows the sentence of a budget at once, be it that of a token, a group or all clients',
    async () => {
      const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex');
      const tokens = [
        { name: 'ada', sha256: sha256('token-of-ada'), usd_per_day: 0 },
        { name: 'bob', sha256: sha256('token-of-bob'), group: 'platform' },
        { name: 'eve', sha256: sha256('token-of-eve') },
      ];
      const file = { tokens, groups: { platform: { usd_per_week: 0 } }, all: { usd_per_month: 0 } };
      await writeFile(join(folder, 'tokens.json'), JSON.stringify(file));
      harness = await createHarness(route, slowStory, {
        AUTH_TOKENS_FILE: join(folder, 'tokens.json'),
        BUDGET_CONTACT: 'ask ops@acme.example',
      });
      for (const [token, sentence] of [
        ['token-of-ada', 'the daily budget of 0 USD of token ada is used up'],
        ['token-of-bob', 'the weekly budget of 0 USD of group platform is used up'],
        ['token-of-eve', 'the monthly budget of 0 USD of all clients is used up'],
      ] as const) {
        const before = logged().length;
        const { report } = await run({ token });
        expect(report.is_error).toBe(true);
        expect(report.result).toContain(sentence);
        expect(report.result).toMatch(/it starts again at [\d-]+ 00:00 UTC; ask ops@acme\.example/);
        // Side requests are refused as well; none is repeated.
        expect(logged().length - before).toBeLessThanOrEqual(2);
      }
      expect(harness.upstream.received).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'shows at once that a budget cannot be read',
    async () => {
      const sha256 = createHash('sha256').update('token-of-ada').digest('hex');
      await writeFile(join(folder, 'tokens.json'), JSON.stringify([{ name: 'ada', sha256, usd_per_day: 5 }]));
      harness = await createHarness(route, slowStory, {
        AUTH_TOKENS_FILE: join(folder, 'tokens.json'),
        REDIS_URL: `redis://127.0.0.1:${await freePort()}`,
        REDIS_FAILURE: 'refuse',
      });
      const { report } = await run({ token: 'token-of-ada' });
      expect(report.result).toContain('the gateway cannot read what this token has spent');
      expect(logged().length).toBeLessThanOrEqual(2);
      expect(harness.upstream.received).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );
});

/** The source of a command that prints a fresh token, and notes each call. */
function toHelper(issuer: string, calls: string): string {
  const form = {
    grant_type: 'client_credentials',
    client_id: 'ada@acme.example',
    client_secret: 'a secret of the test',
    scope: 'messages',
  };
  return `
import { appendFileSync } from 'node:fs';
appendFileSync(${JSON.stringify(calls)}, '.');
const body = new URLSearchParams(${JSON.stringify(form)});
const response = await fetch(${JSON.stringify(`${issuer}/token`)}, { method: 'POST', body });
process.stdout.write((await response.json()).access_token);
`;
}
