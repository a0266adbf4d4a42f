import { Gauge, type Registry } from 'prom-client';

/** The counter that the ratio is computed from. */
export const TOKENS = 'gateway_tokens_total';

/** Adds the ratio of cached tokens to a registry that has, or may have, the counter of tokens. */
export function addCacheRatio(registry: Registry): void {
  new Gauge({
    name: 'gateway_cache_hit_ratio',
    help: 'Part of all input tokens since the start that were read from a cache of the provider.',
    labelNames: ['provider', 'model'],
    registers: [registry],
    // A ratio cannot be summed: it is computed again from the tokens of all processes.
    aggregator: 'omit',
    async collect() {
      this.reset();
      const tokens = (await registry.getSingleMetric(TOKENS)?.get())?.values ?? [];
      for (const { labels, ratio } of cacheRatios(tokens)) this.set(labels, ratio);
    },
  });
}

interface TokenCount {
  readonly value: number;
  readonly labels: Readonly<Record<string, string | number | undefined>>;
}

interface CacheRatio {
  readonly labels: { readonly provider: string; readonly model: string };
  readonly ratio: number;
}

function cacheRatios(counts: readonly TokenCount[]): readonly CacheRatio[] {
  const inputs = counts.filter(({ labels }) => labels.kind !== 'output');
  const byTarget = Map.groupBy(inputs, ({ labels }) => JSON.stringify([labels.provider, labels.model]));
  return [...byTarget].map(([target, group]) => {
    const [provider, model] = JSON.parse(target) as [string, string];
    const total = group.reduce((sum, { value }) => sum + value, 0);
    const read = group.filter(({ labels }) => labels.kind === 'cache_read').reduce((sum, { value }) => sum + value, 0);
    return { labels: { provider, model }, ratio: total === 0 ? 0 : read / total };
  });
}
