import { describe, expect, it } from '@jest/globals';
import { checkConnection } from './check-connection.js';

const WAY = { url: 'http://acme.test/v1', setting: 'ACME_URL', proxies: {} };
const probe = (fetch: () => Promise<Response>): Parameters<typeof checkConnection>[2] => ({
  fetch,
  limits: { firstByte: 0 },
});
const answering = (date?: Date) => (): Promise<Response> =>
  Promise.resolve(new Response('', { status: 404, headers: date === undefined ? {} : { date: date.toUTCString() } }));

describe('checkConnection', () => {
  it.each([
    ['the clocks agree', 0, 'ok', ''],
    ['this clock is late', 600_000, 'failed', 'behind'],
    ['this clock is early', -600_000, 'failed', 'ahead of'],
  ])('%s', async (_, skew, state, said) => {
    const findings = await checkConnection('acme', WAY, probe(answering(new Date(Date.now() + skew))));
    expect(findings).toMatchObject([
      { check: 'connection', state: 'ok', detail: 'http://acme.test' },
      { check: 'clock', state, detail: expect.stringContaining(said) },
    ]);
  });

  it('does not report a clock without a date header', async () => {
    expect(await checkConnection('acme', WAY, probe(answering()))).toHaveLength(1);
  });
});
