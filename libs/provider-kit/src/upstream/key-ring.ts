import type { ApiError } from '@gateway/protocol';

/** Seconds that a key rests whose limit is reached: where the upstream does not say how long, and at least. */
const DEFAULT_REST = 10;
const SHORTEST_REST = 1;

interface Key<K> {
  readonly value: K;
  /** When it may be used again, on the clock of `now`; infinite once the upstream does not know it any more. */
  restsUntil: number;
}

/**
 * The keys of one account, or of several, at one upstream. They take turns; one whose limit is reached rests for as
 * long as the upstream asks, and one that is refused is put away. Where none is left, the one that is free first is
 * used all the same: the upstream's own error says best what is wrong.
 */
export class KeyRing<K> {
  private readonly keys: readonly Key<K>[];
  private turn = 0;

  /** @param now in milliseconds */
  constructor(
    values: readonly K[],
    private readonly now: () => number = Date.now,
  ) {
    if (values.length === 0) throw new Error('a key ring needs a key');
    this.keys = values.map((value) => ({ value, restsUntil: 0 }));
  }

  /** The key whose turn it is. */
  pick(): K {
    const rested = this.keys.filter((key) => this.isRested(key));
    const next = rested[this.turn++ % rested.length];
    return (next ?? this.keys.reduce((first, key) => (key.restsUntil < first.restsUntil ? key : first))).value;
  }

  /** Takes notice of what the upstream said to a key; tells whether another may do better. */
  refused(value: K, { status, headers }: Pick<ApiError, 'status' | 'headers'>): boolean {
    const rest = restOf(status, headers['retry-after']);
    const key = this.keys.find((each) => each.value === value);
    if (rest === undefined || key === undefined) return false;
    key.restsUntil = Math.max(key.restsUntil, this.now() + rest * 1000);
    return this.keys.some((each) => each !== key && this.isRested(each));
  }

  private isRested({ restsUntil }: Key<K>): boolean {
    return restsUntil <= this.now();
  }
}

/** The keys in a setting: one, or several separated by commas. */
export function splitKeys(setting: string): readonly string[] {
  const keys = setting
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
  return keys.length === 0 ? [setting] : keys;
}

/** Seconds that a key is to rest after this; undefined where it is no fault of the key. */
function restOf(status: number, retryAfter: string | undefined): number | undefined {
  if (status === 401 || status === 403) return Infinity;
  // 402 is a 429 whose quota is used up.
  if (status !== 429 && status !== 402) return undefined;
  const asked = Number(retryAfter ?? NaN);
  return Number.isFinite(asked) ? Math.max(asked, SHORTEST_REST) : DEFAULT_REST;
}
