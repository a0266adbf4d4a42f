import type { Registry } from 'prom-client';

/** All metrics of one process at one moment, as JSON. */
export type MetricsSnapshot = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

/** The part of a snapshot that goes on counting when its process has ended: no gauge does. */
export function lastingPart(snapshot: MetricsSnapshot): MetricsSnapshot {
  // The types say that this is a number.
  return snapshot.filter(({ type }) => ['counter', 'histogram'].includes(String(type)));
}
