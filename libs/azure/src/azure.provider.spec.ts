import { type Call, Gate } from '@gateway/provider-kit';
import { collectMessage, type JsonObject, type Message } from '@gateway/protocol';
import { describe, expect, it } from '@jest/globals';
import { firstValueFrom, lastValueFrom, reduce } from 'rxjs';
import { providerContext } from '@gateway/testing';
import { azureProvider } from './azure.provider.js';
import { AzureSettings } from './azure.settings.js';

type Upstream = () => Promise<Response>;

const json =
  (body: unknown, status = 200) =>
  (): Promise<Response> =>
    Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } }));

interface Azure {
  readonly sentTo: (model: string) => Promise<{ url: string; body: JsonObject }>;
  readonly ask: (model: string) => Promise<Message>;
}

function azure(settings: Partial<AzureSettings>, upstream: Upstream = json({})): Azure {
  const given = { AZURE_OPENAI_ENDPOINT: 'https://r.openai.azure.com/', AZURE_OPENAI_API_KEY: 'k', ...settings };
  const provider = azureProvider(Object.assign(new AzureSettings(), given), providerContext(upstream));
  const toCall = (model: string): Call => {
    const request = {
      model,
      max_tokens: 100,
      messages: [{ role: 'user' as const, content: 'hi' }],
      metadata: { user_id: 'u1' },
      output_config: { effort: 'high' as const },
    };
    return {
      request,
      rawBody: new TextEncoder().encode(JSON.stringify(request)),
      headers: {},
      query: '',
      route: { requestedModel: model, provider: 'azure', model },
      stream: false,
      requestId: 'req_1',
      changes: new Set(),
    };
  };
  return {
    sentTo: async (model) => {
      const { url, body } = await provider.explain(toCall(model));
      return { url, body: body as JsonObject };
    },
    ask: async (model) => {
      const reply = await firstValueFrom(provider.open(toCall(model)));
      if (reply.kind !== 'events') throw new Error('no events');
      return collectMessage(
        await lastValueFrom(reply.events(new Gate()).pipe(reduce((all, some) => [...all, ...some]))),
      );
    },
  };
}

const FAMILIES = { AZURE_MODEL_FAMILIES: 'thinker=gpt-5.4, plain = gpt-4.1' };
const RESPONSES = 'https://r.openai.azure.com/openai/v1/responses';
const CHAT = 'https://r.openai.azure.com/openai/v1/chat/completions';

describe('the API spoken', () => {
  it.each<[string, Partial<AzureSettings>, string]>([
    ['thinker', FAMILIES, RESPONSES],
    ['plain', FAMILIES, CHAT],
    ['gpt-5.1', {}, RESPONSES],
    ['some-deployment', {}, CHAT],
    ['thinker', { ...FAMILIES, AZURE_OPENAI_API: 'chat' }, CHAT],
    ['plain', { ...FAMILIES, AZURE_OPENAI_API: 'responses' }, RESPONSES],
    [
      'thinker',
      { ...FAMILIES, AZURE_API_VERSION: '2025-04-01-preview' },
      'https://r.openai.azure.com/openai/responses?api-version=2025-04-01-preview',
    ],
    [
      'plain',
      {
        ...FAMILIES,
        AZURE_OPENAI_ENDPOINT: 'https://r.openai.azure.com/openai/deployments/x/chat/completions?api-version=1',
      },
      'https://r.openai.azure.com/openai/deployments/plain/chat/completions?api-version=1',
    ],
  ])('to %s with %j', async (model, settings, url) => {
    const sent = await azure(settings).sentTo(model);
    expect(sent.url).toBe(url);
    expect(sent.body.model).toBe(model);
  });

  it('knows what the model behind a deployment takes', async () => {
    const { body } = await azure(FAMILIES).sentTo('thinker');
    expect(body).toMatchObject({ reasoning: { effort: 'high' }, include: ['reasoning.encrypted_content'] });
  });

  it.each<[string, Partial<AzureSettings>, string[]]>([
    ['the v1 API', {}, ['prompt_cache_key', 'safety_identifier']],
    ['the classic API', { AZURE_API_VERSION: '2024-10-21' }, ['user']],
  ])('identifies the user in the field of %s', async (_, settings, fields) => {
    const { body } = await azure(settings).sentTo('gpt-4.1');
    const known = ['prompt_cache_key', 'safety_identifier', 'user'].filter((field) => field in body);
    expect(known).toEqual(fields);
  });
});

describe('failures', () => {
  const blocked = {
    error: {
      code: 'content_filter',
      message: "The response was filtered by Azure's content management policy. Please modify your prompt.",
      innererror: {
        content_filter_result: { hate: { filtered: true, severity: 'high' }, sexual: { filtered: false } },
      },
    },
  };
  const missing = { error: { code: 'DeploymentNotFound', message: 'The API deployment does not exist.' } };
  const unreachable = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ENOTFOUND' } });
  it.each<[string, Upstream, string, RegExp]>([
    [
      'a blocked prompt',
      json(blocked, 400),
      'invalid_request_error',
      /content management policy. \(filtered: hate high\)$/,
    ],
    ['a missing deployment', json(missing, 404), 'not_found_error', /does not exist.*BIG_MODEL, SMALL_MODEL/],
    ['a wrong endpoint', () => Promise.reject(unreachable), 'api_error', /ENOTFOUND.*AZURE_OPENAI_ENDPOINT/],
    [
      'a wrong key, reported by API Management',
      json({ statusCode: 401, message: 'Access denied due to invalid subscription key.' }, 401),
      'authentication_error',
      /Access denied.*AZURE_OPENAI_API_KEY/,
    ],
    ['too many requests', json({ error: { code: '429', message: 'Slow' } }, 429), 'rate_limit_error', /Slow$/],
  ])('%s', async (_, upstream, type, message) => {
    const failure = azure(FAMILIES, upstream).ask('thinker');
    await expect(failure).rejects.toMatchObject({ type, message: expect.stringMatching(message) });
  });

  it('keeps what a filter left of an answer', async () => {
    const answer = {
      status: 'incomplete',
      incomplete_details: { reason: 'content_filter' },
      output: [{ type: 'message', content: [{ type: 'output_text', text: 'Par' }] }],
      content_filters: [{ content_filter_results: { sexual: { filtered: true, severity: 'high' } } }],
    };
    const { content, stop_reason, stop_details } = await azure(FAMILIES, json(answer)).ask('thinker');
    expect(content).toEqual([{ type: 'text', text: 'Par' }]);
    expect(stop_reason).toBe('refusal');
    expect(stop_details?.explanation).toContain('sexual high');
  });
});
