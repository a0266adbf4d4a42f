import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askQuestions } from './ask-questions.js';
import { OPEN_QUESTIONS } from './open-questions.js';

describe('askQuestions', () => {
  let server: Server;
  let url: string;
  const requested: { path: string | undefined; headers: IncomingHttpHeaders }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      requested.push({ path: request.url, headers: request.headers });
      request.resume();
      const refused = { error: { message: 'max_output_tokens: at least 16' } };
      const answer = { output: [{ type: 'web_search_call' }, { type: 'message' }] };
      const isRefused = requested.length === 1;
      response.writeHead(isRefused ? 400 : 200).end(JSON.stringify(isRefused ? refused : answer));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
  });

  it('asks no provider without keys, and lists what is missing', async () => {
    const lines = await askQuestions({});
    expect(lines).toHaveLength(2 * OPEN_QUESTIONS.length);
    expect(lines.filter((line) => line.includes('not asked, for want of'))).toHaveLength(7);
    expect(requested).toEqual([]);
  });

  it('prints the answer of each provider', async () => {
    const seventh = OPEN_QUESTIONS.filter(({ number }) => number === 7);
    const lines = await askQuestions({ OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: `${url}/v1` }, seventh);
    expect(lines).toEqual([
      expect.stringMatching(/^7\. /),
      '   1: 400 max_output_tokens: at least 16',
      '   15: 200 web_search_call, message',
      '   16: 200 web_search_call, message',
    ]);
    expect(requested[0]).toMatchObject({ path: '/v1/responses', headers: { authorization: 'Bearer sk-1' } });
  });

  it.each([
    [
      'azure',
      {
        AZURE_OPENAI_ENDPOINT: 'https://x.openai.azure.com/openai/v1',
        AZURE_OPENAI_API_KEY: 'k',
        AZURE_DEPLOYMENT: 'd',
      },
    ],
    ['gemini', { GEMINI_API_KEY: 'g' }],
    ['openai', { OPENAI_API_KEY: 'o' }],
  ])('has requests for everything that %s is asked', (_, environment: Record<string, string>) => {
    const questions = OPEN_QUESTIONS.filter(
      ({ needs }) => needs.length > 0 && needs.every((name) => environment[name]),
    );
    expect(questions.length).toBeGreaterThan(1);
    for (const { probes } of questions)
      for (const { url: address, headers } of probes(environment)) {
        expect(address).toMatch(/^https:\/\/[^/]+\/(openai\/v1|v1|v1beta)\/\S+$/);
        expect(Object.values(headers).join()).toMatch(/[kgo]$/);
      }
  });
});
