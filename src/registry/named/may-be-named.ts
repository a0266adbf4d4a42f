import type { ProviderCard } from '@gateway/provider-kit';

/** Whether there may be further upstreams of this kind: of any that has one. */
export function mayBeNamed({ lastResort }: ProviderCard): boolean {
  return lastResort !== true;
}
