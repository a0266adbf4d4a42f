import { describe, expect, it } from '@jest/globals';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { startGateway, TOKEN } from '../kit/process/gateway-process.js';
import {
  keyOf,
  type Name,
  NAMES,
  namedSettings,
  type NamedHarness,
  useNamedHarness,
} from '../kit/harness/named-harness.js';
import { runCli } from '../kit/process/run-cli.js';

const TEST_TIMEOUT_MS = 60_000;

/** Asks for a model; resolves with the words of the answer and its head. */
async function ask(
  { gateway }: NamedHarness,
  model: string,
  stream = false,
): Promise<{ said: string; head: Response }> {
  const head = await askGateway(gateway, { body: question({ model, stream }) });
  return { said: await head.text(), head };
}

const get = async ({ gateway }: NamedHarness, path: string): Promise<string> =>
  (await fetch(gateway.url + path, { headers: { 'x-api-key': TOKEN } })).text();

describe('several upstreams of one kind', () => {
  const harness = useNamedHarness({ LOG_LEVEL: 'DEBUG' });
  const upstreamOf = (name: Name): NamedHarness['upstreams'][Name]['upstream'] => harness.upstreams[name].upstream;

  it.each(NAMES.flatMap((name) => [true, false].map((stream) => [name, stream] as const)))(
    'answer by MODEL_MAP and by name: %s, streamed: %s',
    async (name, stream) => {
      const { target } = harness.upstreams[name];
      for (const model of [`claude-on-${name}`, target, target.replace(name, name.toUpperCase())])
        expect((await ask(harness, model, stream)).said).toContain(name);
      const requested = upstreamOf(name).received.slice(-3);
      expect(requested.map(({ conversation: prompt }) => prompt?.model)).toEqual(
        Array(3).fill(target.slice(name.length + 1)),
      );
      expect(upstreamOf(name).refused).toEqual([]);
    },
  );

  it('answer as BIG_MODEL and SMALL_MODEL', async () => {
    expect((await ask(harness, 'claude-opus-5')).said).toContain('azure_eu');
    expect((await ask(harness, 'claude-haiku-5')).said).toContain('vllm');
  });

  it('get their own keys, one after the other, and no key of another', () => {
    for (const name of NAMES) {
      const { upstream, keys } = harness.upstreams[name];
      expect(new Set(upstream.received.map(keyOf))).toEqual(new Set(keys));
      const foreign = NAMES.filter((other) => other !== name).flatMap((other) => harness.upstreams[other].keys);
      const shown = JSON.stringify(upstream.received.map(({ headers, query, body }) => [headers, query, body]));
      for (const key of [...foreign, TOKEN]) expect(shown).not.toContain(key);
    }
  });

  it('are spoken to as each is set: the compatible server gets the core, Azure its versions', () => {
    const [vllm, eu, us] = (['vllm', 'azure_eu', 'azure_us'] as const).map((name) => upstreamOf(name).received[0]!);
    expect(vllm!.body).not.toHaveProperty('safety_identifier');
    expect(eu!.path).toBe('/openai/v1/chat/completions');
    expect(us!.path).toBe('/openai/deployments/chatter/chat/completions');
  });

  it('are seen in models, health, metrics and explanations', async () => {
    expect(await get(harness, '/v1/models')).toContain('claude-on-azure_us → azure_us/chatter');
    const { providers } = JSON.parse(await get(harness, '/health')) as { providers: Record<string, object> };
    for (const name of NAMES) {
      expect(providers[name]).toMatchObject({ status: 'up', failures: 0 });
      expect(await get(harness, '/metrics')).toContain(`provider="${name}"`);
    }
    const explained = await askGateway(harness.gateway, {
      path: '/v1/messages/explain',
      body: question({ model: 'claude-on-vllm' }),
    });
    const text = await explained.text();
    expect(JSON.parse(text)).toMatchObject({
      route: { provider: 'vllm', model: 'Qwen/Qwen3-Coder' },
      upstream: { url: `${upstreamOf('vllm').url}/v1/chat/completions` },
    });
    expect(text).not.toContain('vllm-key');
  });

  it('name themselves and their own variables when they refuse', async () => {
    const refuses = { status: 401, message: 'no such key' };
    for (const name of ['vllm', 'azure_eu'] as const) harness.answers(name, { refuses });
    expect((await ask(harness, 'claude-on-vllm')).said).toContain(
      '[vllm-chat] no such key (check UPSTREAM_vllm_api_key)',
    );
    expect((await ask(harness, 'claude-on-azure_eu')).said).toContain(
      '(check UPSTREAM_AZURE_EU_API_KEY, and that it belongs to UPSTREAM_AZURE_EU_BASE_URL)',
    );
    harness.answers('openai', { refuses });
    expect((await ask(harness, 'claude-on-openai')).said).toContain('[openai-chat] no such key (check OPENAI_API_KEY)');
  });

  it('are in the log by their variables, without their keys', () => {
    const log = harness.gateway.log();
    expect(log).toContain('"UPSTREAM_vllm_api_key":"***"');
    expect(log).toContain(`"UPSTREAM_AZURE_EU_BASE_URL":"${upstreamOf('azure_eu').url}"`);
    for (const key of NAMES.flatMap((name) => harness.upstreams[name].keys)) expect(log).not.toContain(key);
  });
});

describe('one upstream for another', () => {
  const harness = useNamedHarness({ FALLBACK_MODELS: 'azure_us/chatter' });

  it('answers where the other one fails, and only the other one is left alone after a while', async () => {
    harness.answers('azure_eu', { refuses: { status: 503, message: 'overloaded' } });
    for (let i = 0; i < 7; i++) {
      const { said, head } = await ask(harness, 'claude-on-azure_eu');
      expect(said).toContain('azure_us');
      expect(head.headers.get('x-gateway-fallback')).toBe('azure_us/chatter');
    }
    const { azure_eu: eu, azure_us: us } = harness.upstreams;
    expect(eu.upstream.received).toHaveLength(5);
    expect(us.upstream.received).toHaveLength(7);
    expect(new Set(us.upstream.received.map(keyOf))).toEqual(new Set(us.keys));
    const { providers } = JSON.parse(await get(harness, '/health')) as { providers: Record<string, object> };
    expect(providers.azure_us).toMatchObject({ status: 'up' });
  });
});

const NOWHERE = Object.fromEntries(NAMES.map((name) => [name, 'http://127.0.0.1:1'])) as Record<Name, string>;

describe('on the command line', () => {
  const env = { ...namedSettings(NOWHERE), PREFERRED_PROVIDER: 'Azure_EU' };

  it(
    'routes shows them',
    async () => {
      const { stdout } = await runCli(['routes', '--json'], { env });
      const rows = JSON.parse(stdout) as { requested: string; provider: string; reason: string }[];
      expect(rows).toContainEqual(expect.objectContaining({ asked: 'azure_us/*', provider: 'azure_us' }));
      expect(rows).toContainEqual(expect.objectContaining({ asked: '*', provider: 'azure_eu' }));
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'doctor examines each, and tells of its variables',
    async () => {
      const { stdout } = await runCli(['doctor', '--json'], { env });
      const rows = JSON.parse(stdout) as { subject: string; check: string; state: string }[];
      for (const subject of NAMES)
        expect(rows).toContainEqual(expect.objectContaining({ subject, check: 'connection', state: 'failed' }));
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'every mistake is told at the start, with those of all other settings',
    async () => {
      const mistakes = {
        PORT: 'x',
        UPSTREAM_VLLM_API: 'grpc',
        UPSTREAM_VLLM_BASEURL: 'http://127.0.0.1:1',
        UPSTREAM_ANTHROPIC: 'openai',
        UPSTREAM_NEW: 'opnai',
        UPSTREAM_LOST_API_KEY: 'sk-lost-0001',
        UPSTREAM_BARE: 'azure',
      };
      const { stdout, stderr, code } = await runCli(['start', '--check'], { env: { ...env, ...mistakes } });
      const kinds = 'openai, azure, gemini, vertex, anthropic, vertex-claude, ';
      for (const line of [
        'PORT: must be a whole number',
        'UPSTREAM_VLLM_API: must be one of auto, chat, responses, not "grpc"',
        'UPSTREAM_VLLM_BASEURL: is no setting of an upstream of the kind openai; there are UPSTREAM_VLLM_API_KEY, ',
        'UPSTREAM_ANTHROPIC: anthropic is the name of another provider',
        `UPSTREAM_NEW: must be one of ${kinds}`,
        `UPSTREAM_LOST_API_KEY: belongs to no upstream; set UPSTREAM_LOST to one of ${kinds}`,
        'UPSTREAM_BARE: azure needs UPSTREAM_BARE_BASE_URL, UPSTREAM_BARE_API_KEY\n',
      ])
        expect(stderr).toContain(`  ${line}`);
      expect(stdout + stderr).not.toContain('sk-lost');
      expect(code).toBe(1);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'a plugin from outside may have further upstreams as well',
    async () => {
      const gateway = await startGateway({
        PLUGINS: './examples/echo-provider/echo.plugin.ts',
        UPSTREAM_ROME: 'echo',
        UPSTREAM_ROME_GREETING: 'Ciao',
        ECHO_GREETING: 'Hello',
        MODEL_MAP: 'claude-rome=rome/one,claude-london=echo/one',
      });
      try {
        const said = async (model: string): Promise<string> =>
          (await askGateway(gateway, { body: question({ model }) })).text();
        expect(await said('claude-rome')).toContain('Ciao Hello');
        expect(await said('claude-london')).toContain('Hello Hello');
      } finally {
        await gateway.stop();
      }
    },
    TEST_TIMEOUT_MS,
  );
});
