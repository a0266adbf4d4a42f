import type { Call } from '@gateway/provider-kit';
import type { MessagesRequest } from '@gateway/protocol';
import { describe, expect, it } from '@jest/globals';
import { providerContext } from '@gateway/testing';
import { AcmePlugin } from './acme.plugin.js';
import { AcmeSettings } from './acme.settings.js';

const REQUEST: MessagesRequest = {
  model: 'claude-opus-5',
  max_tokens: 50,
  stream: true,
  system: 'Be brief.',
  messages: [{ role: 'user', content: 'Weather in Rome?' }],
  tools: [{ name: 'weather', description: 'Tells it.', input_schema: { type: 'object', properties: {} } }],
};

const CALL: Call = {
  request: REQUEST,
  rawBody: Buffer.from(JSON.stringify(REQUEST)),
  headers: {},
  query: '',
  route: { requestedModel: REQUEST.model, provider: 'acme', model: 'acme-large' },
  stream: true,
  requestId: 'req_1',
  changes: new Set(),
};

describe('acme', () => {
  const settings = Object.assign(new AcmeSettings(), { ACME_API_KEY: 'k', ACME_BASE_URL: 'http://acme.test/v1' });

  it('is asked in its own words', async () => {
    const provider = await new AcmePlugin().load(
      settings,
      providerContext(() => Promise.reject(new Error('nobody is asked'))),
    );
    expect(await provider.explain(CALL)).toMatchObject({
      url: 'http://acme.test/v1/answers',
      body: {
        model: 'acme-large',
        stream: true,
        max_tokens: 50,
        messages: [
          { role: 'system', text: 'Be brief.' },
          { role: 'user', text: 'Weather in Rome?' },
        ],
        tools: [{ name: 'weather', description: 'Tells it.', schema: { type: 'object', properties: {} } }],
      },
    });
  });

  it('gets the credentials', async () => {
    const requested: Request[] = [];
    const context = providerContext((url, init) => {
      requested.push(new Request(url, init));
      return Promise.resolve(Response.json({ error: 'no such key' }, { status: 401 }));
    });
    const provider = await new AcmePlugin().load(settings, context);
    const refused = new Promise((_, reject) => provider.open(CALL).subscribe({ error: reject }));
    await expect(refused).rejects.toThrow('[acme] no such key (check ACME_API_KEY)');
    expect(requested.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer k']);
  });
});
