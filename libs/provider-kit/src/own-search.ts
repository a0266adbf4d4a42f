import { freshId } from './digest.js';

const PREFIX = 'srvtoolu_gw_';

/**
 * The id of a web search that an upstream other than Anthropic made. Its prefix marks it: Anthropic refuses such a
 * search for the rest of the session, because its results have no content of Anthropic's.
 */
export function ownSearchId(upstreamId: string | null | undefined): string {
  const id = (upstreamId ?? '').replace(/\W/g, '');
  return id === '' ? freshId(PREFIX) : PREFIX + id;
}

export function isOwnSearchId(id: string): boolean {
  return id.startsWith(PREFIX);
}
