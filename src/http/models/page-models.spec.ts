import { describe, expect, it } from '@jest/globals';
import type { ModelInfo } from '../../routing/models/list-models.js';
import { pageModels, type PageQuery } from './page-models.js';

const models: readonly ModelInfo[] = ['a', 'b', 'c', 'd'].map((id) => ({
  type: 'model',
  id,
  display_name: id,
  created_at: '2026-01-01T00:00:00Z',
  lifecycle: 'active',
}));

describe('pageModels', () => {
  it.each<[PageQuery, string, boolean]>([
    [{}, 'abcd', false],
    [{ limit: '1000' }, 'abcd', false],
    [{ limit: '2' }, 'ab', true],
    [{ limit: '2', after_id: 'b' }, 'cd', false],
    [{ limit: '1', after_id: 'b' }, 'c', true],
    [{ limit: '2', before_id: 'd' }, 'bc', true],
    [{ limit: '2', before_id: 'c' }, 'ab', false],
    [{ after_id: 'a', before_id: 'd' }, 'bc', false],
    [{ after_id: 'd' }, '', false],
  ])('%j is %s, more: %s', (query, ids, more) => {
    const page = pageModels(models, query);
    expect(page.data.map(({ id }) => id).join('')).toBe(ids);
    expect(page).toMatchObject({ has_more: more, first_id: ids[0] ?? null, last_id: ids.at(-1) ?? null });
  });

  it.each([
    [{ limit: '0' }, 'limit: '],
    [{ limit: '1001' }, 'limit: '],
    [{ limit: 'ten' }, 'limit: '],
    [{ after_id: 'x' }, 'after_id: '],
    [{ before_id: ['a', 'b'] }, 'before_id: '],
  ])('%j is refused', (query, field) => {
    expect(() => pageModels(models, query)).toThrow(
      expect.objectContaining({ status: 400, message: expect.stringContaining(field) }),
    );
  });
});
