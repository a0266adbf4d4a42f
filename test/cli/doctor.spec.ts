import { afterEach, describe, expect, it } from '@jest/globals';
import { freePort } from '../kit/process/free-port.js';
import { runCli } from '../kit/process/run-cli.js';
import { startServer, type Server } from './start-server.js';

const TEST_TIMEOUT_MS = 30_000;

interface Row {
  readonly subject: string;
  readonly check: string;
  readonly state: string;
  readonly detail: string;
  readonly fix?: string;
}

/** What an OpenAI-compatible server says to a question, as a stream. */
const SAID = {
  text: { content: 'ok' },
  call: { tool_calls: [{ index: 0, id: 'c', function: toCall('{"word":"ok"}') }] },
};
function toCall(args: string): object {
  return { name: 'report', arguments: args };
}
const toStream = (delta: object, reason: string): string =>
  [{ choices: [{ index: 0, delta, finish_reason: reason }], usage: { prompt_tokens: 9, completion_tokens: 1 } }]
    .map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`)
    .join('') + 'data: [DONE]\n\n';

let server: Server | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** Examines a gateway before this server; the rows, and how the command ended. */
async function examine(
  env: Record<string, string>,
  ...flags: readonly string[]
): Promise<{ rows: Row[]; code: number | null }> {
  const { stdout, code } = await runCli(['doctor', '--json', ...flags], { env: { UPSTREAM_RETRIES: '0', ...env } });
  return { rows: JSON.parse(stdout) as Row[], code };
}

const settings = (url: string): Record<string, string> => ({
  OPENAI_BASE_URL: `${url}/v1`,
  BIG_MODEL: 'm',
  SMALL_MODEL: 'm',
});

describe('doctor', () => {
  it(
    'finds nothing wrong where nothing is, after one answer, one call and one count',
    async () => {
      server = await startServer((body) =>
        body.includes('"tools"') ? [200, toStream(SAID.call, 'tool_calls')] : [200, toStream(SAID.text, 'stop')],
      );
      const { rows, code } = await examine(settings(server.url), '--yes');
      expect(rows.map(({ check, state }) => [check, state])).toEqual([
        ['preferred provider', 'ok'],
        ['identity', 'ok'],
        ['connection', 'ok'],
        ['clock', 'ok'],
        ['answer', 'ok'],
        ['tool call', 'ok'],
        ['agent turn', 'ok'],
        ['tokens', 'ok'],
      ]);
      expect(server.questions).toBe(3);
      expect(code).toBe(0);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'spends nothing without leave',
    async () => {
      server = await startServer(() => [500, '']);
      const { rows, code } = await examine(settings(server.url));
      expect(rows.at(-1)).toMatchObject({ check: 'answer', state: 'skipped', fix: 'doctor --yes calls them' });
      expect(server.questions).toBe(0);
      expect(code).toBe(0);
    },
    TEST_TIMEOUT_MS,
  );

  it.each([
    ['a wrong key', 401, 'invalid key', 'answer', 'check OPENAI_API_KEY'],
    ['a wrong model', 404, 'no such model', 'answer', 'check BIG_MODEL, SMALL_MODEL and MODEL_MAP'],
    ['an empty account', 402, 'pay first', 'answer', "top up the provider's account"],
  ])(
    'names the cause and the fix: %s',
    async (_, status, message, check, fix) => {
      server = await startServer(() => [status, JSON.stringify({ error: { message } })]);
      const { rows, code } = await examine(settings(server.url), '--yes');
      const failed = rows.find(({ state }) => state === 'failed');
      expect(failed).toMatchObject({ subject: 'openai/m', check, detail: expect.stringContaining(message), fix });
      expect(code).toBe(1);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'names a server that is not there, and a tool that is not called',
    async () => {
      const nobody = `http://127.0.0.1:${await freePort()}`;
      expect((await examine(settings(nobody), '--yes')).rows.at(-1)).toMatchObject({
        check: 'connection',
        state: 'failed',
        detail: `${nobody}: connection refused: no server listens there (ECONNREFUSED)`,
      });
      server = await startServer(() => [200, toStream(SAID.text, 'stop')]);
      const { rows } = await examine(settings(server.url), '--yes');
      expect(rows.filter(({ state }) => state === 'failed')).toMatchObject([{ check: 'tool call' }]);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'lists wrong settings, and goes no further',
    async () => {
      const { rows, code } = await examine({ PORT: 'x', BIG_MODEL: 'nowhere/m' }, '--yes');
      expect(rows.map(({ subject, check, state }) => [subject, check, state])).toEqual([
        ['settings', 'PORT', 'failed'],
        ['settings', 'BIG_MODEL', 'failed'],
      ]);
      expect(code).toBe(1);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'says on a terminal what it will spend before it does',
    async () => {
      server = await startServer(() => [200, toStream(SAID.text, 'stop')]);
      const { stdout } = await runCli(['doctor'], {
        env: settings(server.url),
        terminal: true,
        input: [['Continue?', 'n\r']],
      });
      expect(stdout).toContain('All checks passed; 1 skipped.');
      expect(server.questions).toBe(0);
    },
    TEST_TIMEOUT_MS,
  );
});
