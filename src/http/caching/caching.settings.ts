import { Describe, IsFlag } from '@gateway/provider-kit';

/** Prompt caches of upstreams. */
export class CachingSettings {
  @Describe(
    "Watch the prompts of each conversation: where one that the client only continued changes on its way, or the cache's " +
      'share of it falls, a log line and `gateway_cache_breaks_total` name the first part that differs; see `docs/caching.md`.',
  )
  @IsFlag()
  CACHE_GUARDIAN: boolean = false;
}
