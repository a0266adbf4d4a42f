import { isUnderDomain } from '../is-under-domain.js';
import { ownSearchId } from '@gateway/provider-kit';
import type { WebSearch } from '@gateway/protocol';
import type { Arriving, WebSearchItem } from './responses.types.js';
import type { ResponseFunctionWebSearch } from 'openai/resources/responses/responses';

type Search = Arriving<ResponseFunctionWebSearch.Search>;

/** A source of a search. `title` is added by `asResponseChunks`, where the citations are known beforehand. */
export type TitledSource = NonNullable<Search['sources']>[number] & { readonly title?: string };

/**
 * A web search of the upstream as Anthropic's; undefined for its other steps, such as opening a page or searching in
 * it. `blocked`: domains whose hits are left out, because the API cannot block them.
 */
export function toSearchResult(item: WebSearchItem, blocked: readonly string[]): WebSearch | undefined {
  const { action, status } = item;
  const failed = status === 'failed';
  if (action?.type !== 'search' && !(failed && !action)) return undefined;
  const search = action?.type === 'search' ? action : undefined;
  const found = (search?.sources ?? []).flatMap(({ url, title }: TitledSource) =>
    url && !isBlocked(url, blocked) ? [{ url, title: title ?? url }] : [],
  );
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- some models still fill only the old field
  const query = search?.queries?.[0] ?? search?.query ?? '';
  return {
    id: ownSearchId(item.id),
    query,
    found: failed ? 'unavailable' : found,
  };
}

/** A blocked domain blocks its subdomains, and the pages under its path where it has one. */
function isBlocked(url: string, blocked: readonly string[]): boolean {
  if (blocked.length === 0 || !URL.canParse(url)) return false;
  const { hostname, pathname } = new URL(url);
  return blocked.some((entry) => {
    const [host = '', ...path] = entry.replace(/^\w+:\/\//, '').split('/');
    const under = isUnderDomain(hostname, host);
    return under && pathname.startsWith(`/${path.join('/')}`);
  });
}
