import type { Registry } from 'prom-client';

/** All metrics of one process at one moment, as JSON. */
export type MetricsSnapshot = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

/** The part of a snapshot that stays in the sums when its process has ended: counters, but no gauges. */
export function lastingPart(snapshot: MetricsSnapshot): MetricsSnapshot {
  // The type is wrongly declared as a number.
  return snapshot.filter(({ type }) => ['counter', 'histogram'].includes(String(type)));
}
