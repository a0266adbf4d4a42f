import type { Route } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import type { RequestCosts } from '../../context/request-costs.js';

/** The routes whose price is known; a budget in dollars could not count the others. */
export function withPrice(routes: readonly Route[], costs: RequestCosts): readonly Route[] {
  return routes.filter((route) => costs.of({ route, usage: {} }) !== 'unknown');
}

/**
 * The same for the routes that a request asks for: one, or the members of a pool.
 *
 * @throws ApiError 400 where none is left
 */
export function requirePrice(routes: readonly Route[], costs: RequestCosts): readonly Route[] {
  const priced = withPrice(routes, costs);
  if (priced.length > 0) return priced;
  throw ApiError.invalid('model', `${routes[0]?.requestedModel ?? ''} has no known price, which a budget needs`);
}
