import { readDuration } from '@gateway/provider-kit';

const KINDS = ['requests', 'tokens'] as const;

/** OpenAI's rate-limit headers under Anthropic's names; a reset is a moment there, a duration here. */
export function toRateLimitHeaders(headers: Headers, now: Date): Record<string, string> {
  const out: Record<string, string> = {};
  for (const kind of KINDS) {
    const ours = `anthropic-ratelimit-${kind}`;
    const limit = headers.get(`x-ratelimit-limit-${kind}`);
    const remaining = headers.get(`x-ratelimit-remaining-${kind}`);
    const reset = readDuration(headers.get(`x-ratelimit-reset-${kind}`) ?? '');
    if (limit !== null) out[`${ours}-limit`] = limit;
    if (remaining !== null) out[`${ours}-remaining`] = remaining;
    if (reset !== undefined) out[`${ours}-reset`] = new Date(now.getTime() + reset * 1000).toISOString();
  }
  const id = headers.get('x-request-id') ?? headers.get('apim-request-id');
  if (id !== null) out['x-upstream-request-id'] = id;
  return out;
}
