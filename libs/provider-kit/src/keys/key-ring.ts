import { digest } from '../digest.js';
import type { KeyRefusal } from './key-refusal.js';
import { rankByHash } from './rank-by-hash.js';
import { toKeyRest } from './to-key-rest.js';

/** The most rests of one model that are remembered: model names come from clients. */
const MAX_MODEL_RESTS = 1000;

/** The model and the session that a key is needed for. */
export interface KeyUse {
  readonly model: string;
  readonly session?: string | undefined;
}

interface Key {
  readonly value: string;
  /** Input of the hash that distributes sessions: the same in every process, whatever the order of the keys. */
  readonly id: string;
  /** When it may be used again, on the clock of `now`. */
  restsUntil: number;
}

/**
 * The keys of one or several accounts at one upstream. A session keeps its key by rendezvous hashing, so that a key
 * that rests moves only its own sessions; requests without a session use the keys in rotation. Where all rest, the one
 * that is free first is used anyway: the upstream's own error is the most accurate.
 */
export class KeyRing {
  private readonly keys: readonly Key[];
  /** When a key may be used for a model again, by both. */
  private readonly modelRests = new Map<string, number>();
  private next = 0;

  /** @param now in milliseconds */
  constructor(
    values: readonly string[],
    private readonly now: () => number = Date.now,
  ) {
    if (values.length === 0) throw new Error('a key ring needs a key');
    this.keys = [...new Set(values)].map((value) => ({ value, id: digest(value), restsUntil: 0 }));
  }

  /** The key for a request. */
  pick({ model, session }: KeyUse): string {
    const rested = this.keys.filter((key) => this.restOf(key, model) <= this.now());
    const next = session === undefined ? rested[this.next++ % rested.length] : undefined;
    if (next !== undefined) return next.value;
    const [home] = rankByHash(rested, session ?? '', { idOf: ({ id }) => id });
    return (home ?? least(this.keys, (key) => this.restOf(key, model))).value;
  }

  /** Notes an upstream's refusal of a key; returns whether there is another key that may be accepted. */
  refused(value: string, { model }: KeyUse, refusal: KeyRefusal): boolean {
    const rest = toKeyRest(refusal);
    const key = this.keys.find((each) => each.value === value);
    if (rest === undefined || key === undefined) return false;
    const until = this.now() + rest.seconds * 1000;
    if (rest.scope === 'key') key.restsUntil = Math.max(key.restsUntil, until);
    else this.restForModel(key, model, until);
    return this.keys.some((each) => this.restOf(each, model) <= this.now());
  }

  private restOf(key: Key, model: string): number {
    return Math.max(key.restsUntil, this.modelRests.get(key.id + model) ?? 0);
  }

  private restForModel({ id }: Key, model: string, until: number): void {
    const name = id + model;
    const known = this.modelRests.get(name) ?? 0;
    const [oldest] = this.modelRests.keys();
    this.modelRests.delete(name);
    if (this.modelRests.size >= MAX_MODEL_RESTS && oldest !== undefined) this.modelRests.delete(oldest);
    this.modelRests.set(name, Math.max(known, until));
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

function least(keys: readonly Key[], by: (key: Key) => number): Key {
  return keys.reduce((best, key) => (by(key) < by(best) ? key : best));
}
