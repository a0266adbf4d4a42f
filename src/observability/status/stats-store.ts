import type { NamedToken } from '../../context/named-token.types.js';
import { isOperator } from '../../http/auth/require-model.js';
import { type Totals, StatsBucket } from './stats-bucket.js';
import type { RequestRecord } from './request-record.types.js';

/** Requests that are remembered one by one. */
const REQUESTS = 200;
/** The most tokens with a bucket of their own; the one that was idle the longest is dropped. */
const MAX_BUCKETS = 200;

/** The data that one viewer may see. */
export interface StatusSnapshot extends Totals {
  /** Newest first. */
  readonly requests: readonly RequestRecord[];
  /** The number of all requests so far; a later call passes it as `after`. */
  readonly last: number;
}

/** One bucket of everything for the operator, one for each token, and the last requests one by one. */
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
   * @param viewer the operator sees all requests, every other token its own
   * @param after only requests with a higher number
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
