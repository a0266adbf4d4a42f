import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stripVTControlCharacters } from 'node:util';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runCli } from '../kit/process/run-cli.js';

const TEST_TIMEOUT_MS = 30_000;
const OPENAI = { OPENAI_API_KEY: 'sk-test' };

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

describe('start --check', () => {
  it.each([
    ['settings that are fine', OPENAI, 0, 'The settings are valid.'],
    ['every mistake', { PORT: 'x', MODEL_MAP: 'nonsense' }, 1, /PORT: must be .*\n.*MODEL_MAP: /],
    ['a plugin that is not there', { PLUGINS: './absent.js' }, 1, 'PLUGINS: ./absent.js could not be loaded'],
  ])(
    'tells of %s',
    async (_, env, code, said) => {
      const result = await runCli(['start', '--check'], { cwd, env });
      expect(result.stdout + result.stderr).toMatch(said);
      expect(result.code).toBe(code);
    },
    TEST_TIMEOUT_MS,
  );
});

describe('a mistyped setting', () => {
  it(
    'is reported, with the name that was meant',
    async () => {
      writeFileSync(join(cwd, '.env'), 'OPENAI_API_KEY=sk-test\nBIGMODEL=gpt-5.4\nLOG_FILE_MAX_BYTES=1\nOTHER=1\n');
      const { stdout, code } = await runCli(['start', '--check'], {
        cwd,
        env: { OPENAI_APIKEY: 'sk-test', ENV_FILE: '.env' },
      });
      expect(stdout.trim().split('\n')).toEqual([
        'BIGMODEL is not a setting; did you mean BIG_MODEL?',
        expect.stringMatching(/^LOG_FILE_MAX_BYTES has no effect here/),
        'OTHER is not a setting',
        'OPENAI_APIKEY is not a setting; did you mean OPENAI_API_KEY?',
        'The settings are valid.',
      ]);
      expect(code).toBe(0);
    },
    TEST_TIMEOUT_MS,
  );
});

describe('routes', () => {
  const env = { ...OPENAI, MODEL_MAP: 'claude-haiku-*=gemini/gemini-2.5-flash,*opus*=openai/gpt-5.4' };

  it(
    'shows who answers, why, and what is missing',
    async () => {
      const { stdout, code } = await runCli(['routes'], { cwd, env });
      const rows = stdout.split('\n').map((line) => line.split(/ {2,}/));
      expect(rows).toContainEqual(['claude-opus', 'openai', 'gpt-5.4', 'MODEL_MAP: *opus*=openai/gpt-5.4']);
      expect(rows).toContainEqual(['claude-sonnet', 'openai', 'gpt-6-sol', 'BIG_MODEL']);
      expect(stdout).toContain('needs GEMINI_API_KEY');
      expect(code).toBe(0);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'shows the names that were asked for, as JSON',
    async () => {
      const { stdout } = await runCli(['routes', 'o3', '--json'], { cwd, env });
      expect(JSON.parse(stdout)).toMatchObject([
        { asked: 'o3', provider: 'openai', model: 'o3', reason: 'a model of openai', missing: [] },
      ]);
    },
    TEST_TIMEOUT_MS,
  );
});

describe('run', () => {
  it(
    "gives the client a gateway of its own, the terminal, and passes the client's exit code on",
    async () => {
      const script = `
        const { ANTHROPIC_BASE_URL: url, ANTHROPIC_AUTH_TOKEN: token, ANTHROPIC_API_KEY: key } = process.env;
        const ask = (headers) => fetch(url + '/v1/models', { headers }).then(({ status }) => status);
        const asked = [await ask({}), await ask({ authorization: 'Bearer ' + token })];
        console.log(JSON.stringify({ asked, key: key ?? null, args: process.argv.slice(1), tty: process.stdout.isTTY }));
        process.exit(7);`;
      const client = [process.execPath, '--input-type=module', '-e', script, '--', '-p', '--json'];
      const env = { ANTHROPIC_API_KEY: 'of-somebody' };
      const { stdout, code } = await runCli(['run', '--', ...client], { cwd, env, terminal: true });
      expect(JSON.parse(stdout)).toEqual({ asked: [401, 200], key: null, args: ['-p', '--json'], tty: true });
      expect(code).toBe(7);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'outranks the settings files of Claude Code, keeps keys of providers to itself, and leaves no file',
    async () => {
      const claude = join(cwd, 'claude');
      const script = `#!${process.execPath}
        const { readFileSync, statSync } = require('node:fs');
        const [flag, path, ...args] = process.argv.slice(2);
        const { env } = JSON.parse(readFileSync(path, 'utf8'));
        const mode = (statSync(path).mode & 0o777).toString(8);
        const keys = Object.keys(process.env).filter((name) => /_KEY$/.test(name));
        const isOne = env.ANTHROPIC_AUTH_TOKEN === process.env.ANTHROPIC_AUTH_TOKEN;
        console.log(JSON.stringify({ flag, path, args, mode, keys, isOne, url: env.ANTHROPIC_BASE_URL }));`;
      writeFileSync(claude, script, { mode: 0o755 });
      const keys = { OPENAI_API_KEY: 'sk-1', UPSTREAM_EU: 'openai', UPSTREAM_EU_API_KEY: 'sk-2', MY_KEY: '3' };
      const { stdout } = await runCli(['run', '--', claude, '-p', 'Hi'], { cwd, env: keys });
      const result = JSON.parse(stdout) as { path: string };
      expect(result).toEqual({
        flag: '--settings',
        path: expect.any(String),
        args: ['-p', 'Hi'],
        mode: '600',
        keys: ['MY_KEY'],
        isOne: true,
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      });
      expect(existsSync(result.path)).toBe(false);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'passes signals on, and tells a death by signal as shells do',
    async () => {
      const client = [process.execPath, '-e', 'console.log("up"); setInterval(() => {}, 1000)'];
      const { code } = await runCli(['run', '--', ...client], {
        cwd,
        onOutput: (pid, said) => said.includes('up') && process.kill(pid, 'SIGTERM'),
      });
      expect(code).toBe(143);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'says so where the client is not installed',
    async () => {
      const { stderr, code } = await runCli(['run', 'no-such-client'], { cwd });
      expect(stderr).toContain('no-such-client: not found');
      expect(code).toBe(127);
    },
    TEST_TIMEOUT_MS,
  );
});

describe('pools and conditions', () => {
  const env = {
    OPENAI_API_KEY: 'k',
    POOL_GPT: 'openai/gpt-5.2*2,openai/gpt-4.1',
    BIG_MODEL: 'pool/gpt',
    MODEL_MAP: '*[subagent,over:50k]=openai/gpt-4.1,*[subagent]=openai/gpt-4.1-mini',
  };

  it(
    'routes: shows the rules and the members, at 80 columns',
    async () => {
      const { stdout } = await runCli(['routes'], { cwd, env });
      const lines = stripVTControlCharacters(stdout).split('\n');
      expect(stripVTControlCharacters(stdout)).toMatch(/\*\[subagent,over:50k\] +openai +gpt-4\.1 /);
      expect(lines.slice(lines.findIndex((line) => line.startsWith('POOL ')))).toEqual([
        'POOL      LEVEL  SHARE  MEMBER',
        'pool/gpt  1      67 %   openai/gpt-5.2',
        'pool/gpt  1      33 %   openai/gpt-4.1',
        '',
      ]);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'connect: writes the smallest window of the pool, and the hint headers',
    async () => {
      const { stdout } = await runCli(['connect'], { cwd, env });
      expect(JSON.parse(stdout)).toMatchObject({
        env: { CLAUDE_CODE_MAX_CONTEXT_TOKENS: '272000', CLAUDE_CODE_GATEWAY_HINT_HEADERS: '1' },
      });
    },
    TEST_TIMEOUT_MS,
  );
});

describe('the window that connect writes', () => {
  it.each([
    ['of the rule for the names that the client sends', { MODEL_MAP: 'claude-opus-*=openai/gpt-4o' }, '128000'],
    ['none, where figures are scaled to the window that the client assumes', { SCALE_CONTEXT: 'true' }, undefined],
  ])(
    'is %s',
    async (_, settings, window) => {
      const env = { OPENAI_API_KEY: 'sk-x', BIG_MODEL: 'gpt-6-sol', ...settings };
      const { stdout } = await runCli(['connect'], { cwd, env });
      const connection = JSON.parse(stdout) as { env: Record<string, string> };
      expect(connection.env.CLAUDE_CODE_MAX_CONTEXT_TOKENS).toBe(window);
    },
    TEST_TIMEOUT_MS,
  );
});

describe('connect', () => {
  const env = { PORT: '9000', ANTHROPIC_AUTH_TOKEN: 'inbound' };
  const connection = {
    ANTHROPIC_BASE_URL: 'http://127.0.0.1:9000',
    ANTHROPIC_AUTH_TOKEN: 'inbound',
    CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY: '1',
    CLAUDE_CODE_GATEWAY_HINT_HEADERS: '1',
    ANTHROPIC_DEFAULT_OPUS_MODEL: 'claude-opus-5-5',
    ANTHROPIC_DEFAULT_OPUS_MODEL_NAME: 'demo/demo',
    ANTHROPIC_DEFAULT_SONNET_MODEL: 'claude-sonnet-5-5',
    ANTHROPIC_DEFAULT_SONNET_MODEL_NAME: 'demo/demo',
    ANTHROPIC_DEFAULT_HAIKU_MODEL: 'claude-haiku-5-5',
    ANTHROPIC_DEFAULT_HAIKU_MODEL_NAME: 'demo/demo',
    API_TIMEOUT_MS: '635000',
  };
  const before = JSON.stringify({ model: 'opus', env: { FOO: '1' } });

  it(
    'shows the part of the settings',
    async () => {
      const { stdout } = await runCli(['connect'], { cwd, env });
      expect(JSON.parse(stdout)).toEqual({ env: connection });
    },
    TEST_TIMEOUT_MS,
  );

  it.each([
    ['writes on a yes', 'y', 0, { model: 'opus', env: { FOO: '1', ...connection } }, 2],
    ['writes nothing on a no', '', 1, JSON.parse(before) as unknown, 1],
  ])(
    '%s',
    async (_, answer, code, after, files) => {
      const path = join(cwd, 'settings.json');
      writeFileSync(path, before);
      const input = [['Write this?', `${answer}\r`]] as const;
      const run = await runCli(['connect', '--write', '--file', path], { cwd, env, terminal: true, input });
      expect(run.stdout).toContain('+ env.ANTHROPIC_BASE_URL: "http://127.0.0.1:9000"');
      expect(run.stdout).not.toContain('inbound');
      expect(run.code).toBe(code);
      expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(after);
      expect(readdirSync(cwd)).toHaveLength(files);
    },
    TEST_TIMEOUT_MS,
  );
});

describe('init', () => {
  it(
    'offers a server of this machine, and lists its models',
    async () => {
      const server = createServer((request, response) => {
        const models = { object: 'list', data: [{ id: 'qwen3-coder:30b' }, { id: 'gpt-oss:20b' }] };
        response.statusCode = request.url === '/v1/models' ? 200 : 404;
        response.setHeader('content-type', 'application/json').end(JSON.stringify(models));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
      const input = [
        ['Number or name', 'ollama\r'],
        ['http://localhost:11434/v1]', `${url}\r`],
        ['Model for opus', '2\r'],
        ['Model for haiku', '\r'],
        ['Token that clients', '\r'],
      ] as const;
      const { stdout, code } = await runCli(['init'], { cwd, terminal: true, input });
      server.close();
      expect(stripVTControlCharacters(stdout)).toMatch(/1 {2}qwen3-coder:30b\s+2 {2}gpt-oss:20b/);
      expect(readFileSync(join(cwd, '.env'), 'utf8').split('\n')).toEqual([
        'PREFERRED_PROVIDER=openai',
        'OPENAI_PRESET=ollama',
        `OPENAI_BASE_URL=${url}`,
        'BIG_MODEL=gpt-oss:20b',
        'SMALL_MODEL=qwen3-coder:30b',
        '',
      ]);
      expect(code).toBe(0);
      const [, command = ''] = /Next: npm start -- (\w+)/.exec(stdout) ?? [];
      expect((await runCli([command, '--help'], { cwd })).code).toBe(0);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'asks until the settings are right, never shows a key, and writes what starts',
    async () => {
      const input = [
        ['Number or name', '77\r'],
        ['Number or name', 'openai\r'],
        ['OPENAI_API_KEY:', 'sk-hidden\r'],
        ['Anything else?', 'openai_base_url\r'],
        ['OPENAI_BASE_URL:', 'nowhere\r'],
        ['Anything else?', '\r'],
        ['OPENAI_BASE_URL:', 'http://127.0.0.1:1/v1\r'],
        ['Anything else?', '\r'],
        ['Model for opus', '\r'],
        ['Model for haiku', 'm\r'],
        ['Token that clients', 'token-hidden\r'],
      ] as const;
      const { stdout, code } = await runCli(['init'], { cwd, terminal: true, input });
      expect(stdout).toContain('There is no such provider.');
      expect(stdout).toContain('OPENAI_BASE_URL: must be a URL');
      expect(stdout).toContain('openai_base_url');
      expect(stdout).not.toContain('hidden');
      expect(readFileSync(join(cwd, '.env'), 'utf8').split('\n')).toEqual([
        'PREFERRED_PROVIDER=openai',
        'OPENAI_API_KEY=sk-hidden',
        'OPENAI_BASE_URL=http://127.0.0.1:1/v1',
        'BIG_MODEL=gpt-6-sol',
        'SMALL_MODEL=m',
        'ANTHROPIC_AUTH_TOKEN=token-hidden',
        '',
      ]);
      expect(code).toBe(0);
      const check = await runCli(['start', '--check'], { cwd, env: { ENV_FILE: '.env' } });
      expect(check.stdout).toBe('The settings are valid.\n');
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'leaves a file that is there, unless told otherwise',
    async () => {
      writeFileSync(join(cwd, '.env'), 'KEPT=1\n');
      const { code } = await runCli(['init'], { cwd, input: 'no\n' });
      expect(code).toBe(1);
      expect(readFileSync(join(cwd, '.env'), 'utf8')).toBe('KEPT=1\n');
    },
    TEST_TIMEOUT_MS,
  );
});
