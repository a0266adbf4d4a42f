import type { Charge, Entry, Ledger } from './ledger.types.js';

interface Sum {
  amount: number;
  /** On the clock of `performance.now()`. */
  expiresAt: number;
}

/** Milliseconds between two searches for expired sums. */
const SWEEP_MS = 60_000;

/** The sums of one process. They are lost at its end. */
export class MemoryLedger implements Ledger {
  private readonly sums = new Map<string, Sum>();
  private sweptAt = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  admit(entries: readonly Entry[]): Promise<number | undefined> {
    this.sweep();
    const exhausted = entries.findIndex(({ key, limit }) => (this.sums.get(key)?.amount ?? 0) >= limit);
    if (exhausted !== -1) return Promise.resolve(exhausted);
    this.add(entries);
    return Promise.resolve(undefined);
  }

  /** The id is not compared: no call within a process is repeated. */
  charge(_id: string, charge: Charge): Promise<void> {
    this.add(charge);
    return Promise.resolve();
  }

  private add(amounts: Charge): void {
    for (const { key, add, kept } of amounts) {
      if (add === 0) continue;
      this.sums.set(key, { amount: (this.sums.get(key)?.amount ?? 0) + add, expiresAt: this.now() + kept });
    }
  }

  private sweep(): void {
    const now = this.now();
    if (now - this.sweptAt < SWEEP_MS) return;
    this.sweptAt = now;
    for (const [key, { expiresAt }] of this.sums) if (expiresAt <= now) this.sums.delete(key);
  }
}
