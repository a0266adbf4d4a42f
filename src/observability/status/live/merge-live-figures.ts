import type { CorrectionRecord } from '@gateway/provider-kit';
import type { ProviderHealth } from '../../health/provider-health.service.js';
import type { LiveFigures } from './live-figures.types.js';

/** The present figures of several processes as those of one. */
export function mergeLiveFigures(parts: readonly LiveFigures[]): LiveFigures {
  const names = new Set(parts.flatMap(({ providers }) => Object.keys(providers)));
  return {
    open: parts.reduce((sum, { open }) => sum + open, 0),
    providers: Object.fromEntries(
      [...names].map((name) => [
        name,
        mergeHealth(parts.flatMap(({ providers }) => (providers[name] === undefined ? [] : [providers[name]]))),
      ]),
    ),
    corrections: mergeCorrections(parts.flatMap(({ corrections }) => corrections)),
  };
}

/** A provider fails where its latest response, at any process, was a failure. */
function mergeHealth(parts: readonly ProviderHealth[]): ProviderHealth {
  const add = (of: (health: ProviderHealth) => number): number => parts.reduce((sum, health) => sum + of(health), 0);
  const success = latest(parts.flatMap(({ last_success_at: at }) => (at === undefined ? [] : [{ at }])));
  const failure = latest(parts.flatMap(({ last_failure: last }) => (last === undefined ? [] : [last])));
  const fails = failure !== undefined && failure.at > (success?.at ?? '');
  const since = parts.filter(({ status }) => status === 'failing');
  return {
    status: fails ? 'failing' : success === undefined ? 'unknown' : 'up',
    requests: add(({ requests }) => requests),
    failures: add(({ failures }) => failures),
    failures_in_a_row: fails ? since.reduce((sum, { failures_in_a_row: count }) => sum + count, 0) : 0,
    ...(success !== undefined && { last_success_at: success.at }),
    ...(failure !== undefined && { last_failure: failure }),
  };
}

/** ISO 8601 in UTC sorts as text. */
function latest<T extends { readonly at: string }>(events: readonly T[]): T | undefined {
  return events.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
}

/** Each process learns for itself: the same correction is listed once, with its first time. */
function mergeCorrections(records: readonly CorrectionRecord[]): readonly CorrectionRecord[] {
  const sorted = records.toSorted((a, b) => a.learntAt - b.learntAt);
  const byCause = Map.groupBy(sorted, ({ upstream, model, cause }) => JSON.stringify([upstream, model, cause]));
  return [...byCause.values()].flatMap(([first]) => (first === undefined ? [] : [first]));
}
