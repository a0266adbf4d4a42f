import type { Request } from 'express';

/** What a request to the API is for. */
export type Operation = 'messages' | 'count_tokens' | 'models' | 'other';

/** By the pattern of the route: it is the gateway's text, however the client spelled the path. */
const OPERATIONS = new Map<string, Operation>([
  ['/v1/messages', 'messages'],
  ['/v1/messages/count_tokens', 'count_tokens'],
  ['/v1/models', 'models'],
]);

/**
 * The operation of a request by the route that the router chose; undefined for other routes. The router ignores case
 * and a trailing slash, so the path alone does not identify the route.
 */
export function toOperation(request: Request): Operation | undefined {
  const pattern = toRoute(request);
  if (pattern === undefined) return /^\/v1\//i.test(request.path) ? 'other' : undefined;
  return OPERATIONS.get(pattern) ?? (pattern.startsWith('/v1/') ? 'other' : undefined);
}

/** The pattern of the chosen route, such as `/v1/models/:id`; undefined before the choice, and where none matches. */
export function toRoute({ route }: Request): string | undefined {
  const { path } = (route ?? {}) as { readonly path?: unknown };
  // Nest mounts middlewares as routes with a wildcard: these are chosen for every request.
  return typeof path === 'string' && !path.includes('*') ? path : undefined;
}
