/** A sum, the limit for it, and what the request adds to it at once. All are whole numbers. */
export interface Entry {
  readonly key: string;
  readonly limit: number;
  readonly add: number;
  /** Milliseconds for which the sum is kept. */
  readonly kept: number;
}

/** What a request adds at its end. */
export type Charge = readonly Omit<Entry, 'limit'>[];

/** The sums that limits are compared with. Each method is atomic, also among workers and replicas. */
export interface Ledger {
  /**
   * Adds the amounts of a request that begins, unless one of the sums has reached its limit.
   *
   * @returns the index of the first such entry; undefined where the request is admitted
   * @throws Error where the ledger cannot be reached
   */
  admit(entries: readonly Entry[]): Promise<number | undefined>;
  /**
   * Adds the amounts of a request that ended, once for each id. Resolves when they are added; while the ledger cannot
   * be reached they are kept, and added later.
   */
  charge(id: string, charge: Charge): Promise<void>;
}
