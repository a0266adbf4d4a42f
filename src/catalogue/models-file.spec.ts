import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../app/create-app.js';
import { CostService } from '../observability/cost/cost.service.js';
import { CatalogueService } from './catalogue.service.js';

const folder = mkdtempSync(join(tmpdir(), 'models-file-'));
const file = join(folder, 'models.json');
const BOUND = 5000;
const ROWS = [
  {
    id: 'zeta-1',
    maker: 'openai',
    like: 'gpt-6-luna',
    apis: ['chat'],
    answer: { max: BOUND },
    prices: [{ input: 3, output: 9 }],
  },
];

let upstream: Server;
let app: NestExpressApplication;
let sent: { path: string; body: Record<string, unknown> } | undefined;

const ask = async (path: string, body?: unknown): Promise<Record<string, unknown>> => {
  const response = await fetch(
    (await app.getUrl()) + path,
    body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
  );
  return (await response.json()) as Record<string, unknown>;
};

beforeAll(async () => {
  upstream = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      sent = { path: request.url ?? '', body: JSON.parse(text) as Record<string, unknown> };
      const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Hi' } }];
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          id: 'c',
          object: 'chat.completion',
          choices,
          usage: { prompt_tokens: 9, completion_tokens: 1 },
        }),
      );
    });
  });
  await new Promise<void>((resolve) => void upstream.listen(0, '127.0.0.1', resolve));
  writeFileSync(file, '[]');
  app = await createApp({
    environment: {
      LOG_LEVEL: 'silent',
      PREFERRED_PROVIDER: 'google',
      GEMINI_API_KEY: 'g',
      OPENAI_API_KEY: 'k',
      OPENAI_BASE_URL: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/v1`,
      OPENAI_COMPATIBLE: 'false',
      MODELS_FILE: file,
    },
  });
  await app.listen(0, '127.0.0.1');
});

afterAll(async () => {
  await app.close();
  upstream.close();
  rmSync(folder, { recursive: true });
});

describe('MODELS_FILE', () => {
  it('adds a model to a running gateway: routed, priced, listed and bounded', async () => {
    expect(JSON.stringify(await ask('/v1/models'))).not.toContain('zeta-1');
    writeFileSync(file, JSON.stringify(ROWS));
    const catalogue = app.get(CatalogueService);
    while (catalogue.find('zeta-1') === undefined) await new Promise((resolve) => setTimeout(resolve, 100));

    const messages = [{ role: 'user', content: 'Hello' }];
    expect(await ask('/v1/messages', { model: 'zeta-1', max_tokens: 64_000, messages })).toMatchObject({
      model: 'zeta-1',
      content: [{ type: 'text', text: 'Hi' }],
    });
    expect(sent).toMatchObject({
      path: '/v1/chat/completions',
      body: { model: 'zeta-1', max_completion_tokens: BOUND },
    });
    const listed = (await ask('/v1/models')) as { data?: readonly { id: string }[] };
    expect(listed.data?.find(({ id }) => id === 'zeta-1')).toMatchObject({
      max_tokens: BOUND,
      max_input_tokens: 922_000,
    });
    const route = { requestedModel: 'zeta-1', provider: 'openai', model: 'zeta-1' };
    const costs = app.get(CostService, { strict: false });
    expect(costs.of({ route, usage: { input_tokens: 1_000_000 } })).toBe(3);
  });

  it('keeps the former rows while the file is wrong', async () => {
    writeFileSync(file, '[{"id": "broken"}]');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(app.get(CatalogueService).find('zeta-1')?.by).toBe('exact');
  });

  it.each([
    ['{', /^MODELS_FILE: is not JSON/],
    ['[{"id": "a", "maker": "m", "windows": {}}]', /^MODELS_FILE: row 1 \(a\): .*windows/],
    ['[{"id": "a", "maker": "m", "like": "b"}]', /^MODELS_FILE: a: like names no row of m: b/],
  ])('does not let a gateway start with %s', async (text, mistake) => {
    const wrong = join(folder, 'wrong.json');
    writeFileSync(wrong, text);
    const start = createApp({ environment: { MODELS_FILE: wrong, OPENAI_API_KEY: 'k' } });
    await expect(start).rejects.toMatchObject({ mistakes: [expect.stringMatching(mistake)] });
  });
});
