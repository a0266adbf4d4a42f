import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import {
  type Call,
  manifestOf,
  CorrectionCache,
  type ProviderContext,
  type ProviderPlugin,
  sendOver,
} from '@gateway/provider-kit';
import { firstValueFrom } from 'rxjs';
import { builtInModels } from '@gateway/testing';
import { checkSettings } from '../../../config/check-settings.js';
import { GATEWAY_SETTINGS } from '../../../app/gateway-settings.js';
import { PLUGINS } from '../../../plugins.js';
import { nameUpstreams } from './name-upstreams.js';

const BASE_URL = 'http://upstream.test';
const request = { model: 'm', max_tokens: 100, messages: [{ role: 'user' as const, content: 'Hello' }] };
const CALL: Call = {
  request,
  rawBody: Buffer.from(JSON.stringify(request)),
  headers: {},
  query: '',
  route: { requestedModel: 'm', provider: 'mine', model: 'm' },
  stream: false,
  requestId: 'req_1',
  changes: new Set(),
};

/** Calls a named upstream of a kind whose server returns this; resolves with the called address and the error. */
async function ask(kind: string, answer: () => Response): Promise<{ requested: string; failure: Error | undefined }> {
  const environment = { UPSTREAM_MINE: kind, UPSTREAM_MINE_BASE_URL: BASE_URL, UPSTREAM_MINE_API_KEY: 'k' };
  const [plugin] = nameUpstreams(PLUGINS, environment, GATEWAY_SETTINGS).plugins;
  const module = await Test.createTestingModule({ providers: [...PLUGINS, plugin!] }).compile();
  let requested = '';
  const fetch: ProviderContext['fetch'] = (input) => {
    requested = new Request(input).url;
    return Promise.resolve().then(answer);
  };
  const context: ProviderContext = {
    send: sendOver(fetch),
    fetch,
    limits: { retries: 0, commitAfter: 10_000, firstByte: 10_000, idle: 10_000, total: 0 },
    tokenizer: { count: () => Promise.resolve(1) },
    unsupportedServerTools: 'error',
    strict: false,
    models: builtInModels,
    corrections: new CorrectionCache(),
    log: { info: () => undefined, warn: () => undefined },
  };
  const { value } = checkSettings(manifestOf(plugin!)!.settings, environment);
  const provider = await module.get<ProviderPlugin>(plugin!).load(value, context);
  const failure = await firstValueFrom(provider.open(CALL)).then(
    () => undefined,
    (error: unknown) => error as Error,
  );
  return { requested, failure };
}

describe.each(['openai', 'azure', 'gemini', 'anthropic'])('a named upstream of the kind %s', (kind) => {
  const unreachable = (): never => {
    throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
  };

  it('is asked at its own address, and fails under its own name', async () => {
    const { requested, failure } = await ask(kind, unreachable);
    expect(requested).toContain(BASE_URL);
    expect(failure?.message).toMatch(/^\[mine(-\w+)?\] the connection to the upstream failed/);
  });

  it("names its own variables and none of its kind's", async () => {
    for (const answer of [unreachable, () => Response.json({ error: { message: 'no' } }, { status: 401 })]) {
      const { failure } = await ask(kind, answer);
      expect(failure?.message ?? '').not.toMatch(/(OPENAI|AZURE|GEMINI|ANTHROPIC)_/);
      // Anthropic's refusals are handed on, and its connections have no hints.
      if (kind !== 'anthropic') expect(failure?.message).toMatch(/check UPSTREAM_MINE_(BASE_URL|API_KEY)/);
    }
  });
});
