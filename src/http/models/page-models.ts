import { ApiError } from '@gateway/protocol';
import type { ListedModel } from '@gateway/provider-kit';

export interface ModelPage {
  readonly data: readonly ListedModel[];
  readonly has_more: boolean;
  readonly first_id: string | null;
  readonly last_id: string | null;
}

/** The query of `GET /v1/models`, unchecked. */
export type PageQuery = Readonly<Partial<Record<'limit' | 'before_id' | 'after_id', unknown>>>;

/**
 * One page of a list: `limit` (1 to 1000, 20 by default) models after or before another one.
 *
 * @throws ApiError 400 for an invalid limit or an unknown id
 */
export function pageModels(models: readonly ListedModel[], query: PageQuery): ModelPage {
  const limit = readLimit(query.limit);
  const after = indexOf(models, 'after_id', query.after_id) ?? -1;
  const before = indexOf(models, 'before_id', query.before_id) ?? models.length;
  const range = models.slice(after + 1, Math.max(before, after + 1));
  const data = query.before_id !== undefined ? range.slice(-limit) : range.slice(0, limit);
  return {
    data,
    has_more: data.length < range.length,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  };
}

function readLimit(text: unknown): number {
  if (text === undefined) return 20;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1000) return limit;
  throw ApiError.invalid('limit', 'Input should be a valid integer from 1 to 1000');
}

function indexOf(models: readonly ListedModel[], field: string, id: unknown): number | undefined {
  if (id === undefined) return undefined;
  const index = models.findIndex((model) => model.id === id);
  if (index === -1) throw ApiError.invalid(field, 'there is no such model');
  return index;
}
