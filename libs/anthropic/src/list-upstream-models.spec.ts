import { describe, expect, it } from '@jest/globals';
import { listUpstreamModels } from './list-upstream-models.js';

const target = (
  query: string,
): { url: string; credentials: Record<string, string>; fields: Record<string, string> } => ({
  url: `http://upstream${query}`,
  credentials: { 'x-api-key': 'k' },
  fields: {},
});

describe('listUpstreamModels', () => {
  it('reads all pages, with the credentials', async () => {
    const asked: string[] = [];
    const pages = [
      { data: [{ id: 'a', type: 'model' }, { id: 'b' }], has_more: true, last_id: 'b' },
      { data: [{ id: 'c' }, {}], has_more: false, last_id: 'c' },
    ];
    const fetch = (url: unknown, init?: RequestInit): Promise<Response> => {
      asked.push(`${String(url)} ${new Headers(init?.headers).get('x-api-key')}`);
      return Promise.resolve(Response.json(pages[asked.length - 1]));
    };
    expect(await listUpstreamModels(target, fetch)).toEqual([{ id: 'a', type: 'model' }, { id: 'b' }, { id: 'c' }]);
    expect(asked).toEqual(['http://upstream?limit=1000 k', 'http://upstream?limit=1000&after_id=b k']);
  });

  it('ends where an upstream repeats its page', async () => {
    let pages = 0;
    const fetch = (): Promise<Response> => {
      pages++;
      return Promise.resolve(Response.json({ data: [{ id: 'a' }], has_more: true, last_id: 'a' }));
    };
    await listUpstreamModels(target, fetch);
    expect(pages).toBe(2);
  });

  it('fails where a page is refused', () =>
    expect(listUpstreamModels(target, () => Promise.resolve(new Response('', { status: 401 })))).rejects.toThrow(
      '401',
    ));
});
