import { Counter, type Registry } from 'prom-client';
import type { CacheBreaks } from '../../http/caching/cache-breaks.js';

/** Reads how often prompts lost their cache. */
export type BreakReader = () => CacheBreaks['all'];

/** Adds the count of prompts that lost their cache, which is read whenever the metrics are collected. */
export function addCacheBreaks(registry: Registry, breaks: BreakReader): void {
  new Counter({
    name: 'gateway_cache_breaks_total',
    help: 'Prompts that were not read from a cache like the turn before, by reason and first different part; with CACHE_GUARDIAN.',
    labelNames: ['reason', 'part'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { kind, count } of breaks()) this.inc({ ...kind }, count);
    },
  });
}
