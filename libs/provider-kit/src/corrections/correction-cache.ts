import type { ChangeCode } from '../changes.js';
import type { CorrectionRecord, CorrectionTarget, RequestCorrection } from './correction.types.js';

/** After this time the request is sent uncorrected once: the upstream may have been updated. */
const TTL_MS = 60 * 60 * 1000;
/** Model names come from clients, so their number is limited; the causes of one model are limited too. */
const MAX_TARGETS = 1000;
const MAX_CAUSES = 50;

interface Entry {
  readonly record: CorrectionRecord;
  readonly correction: RequestCorrection<unknown>;
}

/** Corrections that upstreams required, per upstream and model. One cache serves all providers of a process. */
export class CorrectionCache {
  private readonly targets = new Map<string, Map<string, Entry>>();

  /** @param now in milliseconds since 1970 */
  constructor(private readonly now: () => number = Date.now) {}

  /** The body with all known corrections of its target applied; their change codes are added to `changes`. */
  apply<Body>(target: CorrectionTarget, body: Body, changes: Set<ChangeCode>): Body {
    let corrected: unknown = body;
    const known = [...(this.targets.get(keyOf(target))?.values() ?? [])];
    for (const { correction, record } of known.toSorted(byRank)) {
      if (record.expiresAt <= this.now()) continue;
      const next = correction.apply(corrected);
      if (next !== corrected && correction.change !== undefined) changes.add(correction.change);
      corrected = next;
    }
    return corrected as Body;
  }

  /** Keeps a correction for later requests, unless it holds for one request only. */
  remember<Body>(target: CorrectionTarget, correction: RequestCorrection<Body>): void {
    if (correction.once === true) return;
    const { cause, trait, change } = correction;
    const learntAt = this.now();
    const times = { learntAt, expiresAt: learntAt + TTL_MS };
    const optional = { ...(trait === undefined ? {} : { trait }), ...(change === undefined ? {} : { change }) };
    const record = { ...target, cause, ...optional, ...times };
    const known = this.targets.get(keyOf(target)) ?? new Map<string, Entry>();
    set(known, cause, { record, correction }, MAX_CAUSES);
    set(this.targets, keyOf(target), known, MAX_TARGETS);
  }

  /** Takes back a correction that mended nothing. */
  forget(target: CorrectionTarget, cause: string): void {
    this.targets.get(keyOf(target))?.delete(cause);
  }

  /** Every correction that is in force, the oldest first. */
  list(): readonly CorrectionRecord[] {
    const records = [...this.targets.values()].flatMap((known) => [...known.values()].map(({ record }) => record));
    return records
      .filter(({ expiresAt }) => expiresAt > this.now())
      .toSorted((one, other) => one.learntAt - other.learntAt);
  }
}

/** Sets an entry; at the maximum the oldest entry is removed. */
function set<T>(map: Map<string, T>, key: string, value: T, max: number): void {
  const [oldest] = map.keys();
  if (!map.has(key) && map.size >= max && oldest !== undefined) map.delete(oldest);
  map.set(key, value);
}

function byRank({ correction: { rank: one = 0 } }: Entry, { correction: { rank: other = 0 } }: Entry): number {
  return one - other;
}

function keyOf({ upstream, model }: CorrectionTarget): string {
  return `${upstream} ${model}`;
}
