import type { ListedModel, ProviderContext } from '@gateway/provider-kit';
import type { PassthroughTarget } from './passthrough-endpoint.types.js';

/** Milliseconds for all pages together: Claude Code waits 3 s for the list. */
const TIMEOUT_MS = 2500;
const MAX_PAGES = 10;

/** An upstream's own list of models, all pages of it. Fails where a page cannot be read. */
export async function listUpstreamModels(
  target: (query: string) => PassthroughTarget,
  fetch: ProviderContext['fetch'],
): Promise<readonly ListedModel[]> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const models: ListedModel[] = [];
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { url, credentials } = target(
      `?limit=1000${after === undefined ? '' : `&after_id=${encodeURIComponent(after)}`}`,
    );
    const headers = { ...credentials, 'anthropic-version': '2023-06-01' };
    const response = await fetch(url, { headers, signal });
    if (!response.ok) throw new Error(`the list of models was answered with ${response.status}`);
    const { data, has_more: more, last_id: last } = (await response.json()) as Page;
    models.push(...(data ?? []).filter((model) => typeof model.id === 'string'));
    if (more !== true || typeof last !== 'string' || last === after) break;
    after = last;
  }
  return models;
}

/** Anthropic's page of models (`GET /v1/models`). */
interface Page {
  readonly data?: readonly ListedModel[];
  readonly has_more?: boolean;
  readonly last_id?: string | null;
}
