import type { RequestRecord } from '../records/request-record.js';
import { maySee, type Viewer } from '../records/viewer.js';
import { type Totals, StatsBucket } from './stats-bucket.js';

/** Requests that are remembered one by one. */
const MAX_REQUESTS = 500;
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
    if (this.requests.length > MAX_REQUESTS) this.requests.pop();
    this.whole.add(record);
    if (record.token !== undefined) this.bucketOf(record.token).add(record);
  }

  /**
   * @param viewer the operator sees all requests, every other token its own
   * @param after only requests with a higher number
   * @param now in milliseconds since 1970
   */
  show(viewer: Viewer, after: number, now = Date.now()): StatusSnapshot {
    const bucket = viewer.seesAll ? this.whole : (this.buckets.get(viewer.name ?? '') ?? new StatsBucket());
    const fresh = this.requests.slice(0, this.count - after);
    const requests = fresh.filter(({ token }) => maySee(viewer, token));
    return { ...bucket.tell(now), requests, last: this.count };
  }

  private bucketOf(token: string): StatsBucket {
    const bucket = this.buckets.get(token) ?? new StatsBucket();
    this.buckets.delete(token);
    this.buckets.set(token, bucket);
    const [oldest] = this.buckets.keys();
    if (this.buckets.size > MAX_BUCKETS && oldest !== undefined) this.buckets.delete(oldest);
    return bucket;
  }
}
