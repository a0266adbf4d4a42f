import type { NamedToken } from '../../context/named-token.types.js';
import { isOperator } from '../../http/auth/require-model.js';
import { type Totals, StatsBucket } from './stats-bucket.js';
import type { RequestRecord } from './request-record.types.js';

/** Requests that are remembered one by one. */
const REQUESTS = 200;
/** Tokens that have a book of their own; of more, those that asked last. */
const MAX_BUCKETS = 200;

/** What somebody may see of it. */
export interface StatusSnapshot extends Totals {
  /** Newest first. */
  readonly requests: readonly RequestRecord[];
  /** Requests so far, of all; what a later look is to begin after. */
  readonly last: number;
}

/** One book of everything for the operator, one for each token, and the last requests one by one. */
export class StatsStore {
  private readonly whole = new StatsBucket();
  private readonly buckets = new Map<string, StatsBucket>();
  private readonly requests: RequestRecord[] = [];
  private count = 0;

  add(record: RequestRecord): void {
    this.count++;
    this.requests.unshift(record);
    if (this.requests.length > REQUESTS) this.requests.pop();
    this.whole.add(record);
    if (record.token !== undefined) this.bucketOf(record.token).add(record);
  }

  /**
   * @param viewer sees all if he is the operator, else his own requests
   * @param after only requests that came after so many others
   */
  show(viewer: NamedToken | undefined, after: number): StatusSnapshot {
    const seesAll = isOperator(viewer);
    const corrections = seesAll ? this.whole : (this.buckets.get(viewer?.name ?? '') ?? new StatsBucket());
    const fresh = this.requests.slice(0, this.count - after);
    const requests = seesAll ? fresh : fresh.filter(({ token }) => token === viewer?.name);
    return { ...corrections.tell(Date.now()), requests, last: this.count };
  }

  private bucketOf(token: string): StatsBucket {
    const corrections = this.buckets.get(token) ?? new StatsBucket();
    this.buckets.delete(token);
    this.buckets.set(token, corrections);
    const [oldest] = this.buckets.keys();
    if (this.buckets.size > MAX_BUCKETS && oldest !== undefined) this.buckets.delete(oldest);
    return corrections;
  }
}
