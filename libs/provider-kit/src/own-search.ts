import { freshId } from './digest.js';

const PREFIX = 'srvtoolu_gw_';

/**
 * The id of a web search that an upstream other than Anthropic made. By its beginning it is known again: Anthropic
 * refuses such a search for the rest of the session, since its results carry no content of Anthropic's.
 */
export function ownSearchId(upstreamId: string | null | undefined): string {
  const id = (upstreamId ?? '').replace(/\W/g, '');
  return id === '' ? freshId(PREFIX) : PREFIX + id;
}

export function isOwnSearchId(id: string): boolean {
  return id.startsWith(PREFIX);
}
