import { type CostTotals, nothingSpent, spend } from '../../cost/spending.js';
import { isFailed, type RequestRecord } from '../records/request-record.js';

/** Limits of what is remembered: sessions, and of each session its models and its latest moves. */
const MAX = { sessions: 100, models: 12, moves: 10 } as const;

/** The figures of one session. */
export interface SessionRow extends CostTotals {
  readonly name: string;
  /** The token of its latest request. */
  token: string | undefined;
  group: string | undefined;
  /** When its first and its latest request ended, in milliseconds since 1970. */
  readonly first_at: number;
  last_at: number;
  failed: number;
  /** Requests by `provider/model`; with a pool, these are its members. */
  readonly models: Record<string, number>;
  /** The pools that served it. */
  readonly pools: string[];
  /** Its moves between members of a pool, the latest ones. */
  readonly moves: (NonNullable<RequestRecord['move']> & { readonly at: number })[];
  /** All of its moves. */
  moved: number;
}

/** The latest sessions. A client chooses their ids, so their number is limited. */
export class Sessions {
  private readonly known = new Map<string, SessionRow>();

  add(record: RequestRecord): void {
    const { session: name, at } = record;
    if (name === undefined) return;
    const row = this.known.get(name) ?? begin(name, at);
    count(row, record);
    // A map keeps the order of insertion: the first is the one that was idle the longest.
    this.known.delete(name);
    this.known.set(name, row);
    const [oldest] = this.known.keys();
    if (this.known.size > MAX.sessions && oldest !== undefined) this.known.delete(oldest);
  }

  /** The latest first. */
  get rows(): readonly SessionRow[] {
    return [...this.known.values()].reverse();
  }
}

function begin(name: string, at: number): SessionRow {
  // A client chooses the names of models, and `__proto__` may be one of them.
  const models = Object.create(null) as Record<string, number>;
  const facts = { name, token: undefined, group: undefined, first_at: at, last_at: at };
  return { ...facts, failed: 0, models, pools: [], moves: [], moved: 0, ...nothingSpent() };
}

function count(row: SessionRow, record: RequestRecord): void {
  const { provider, model, pool, move, at } = record;
  spend(row, record);
  if (isFailed(record)) row.failed++;
  row.token = record.token;
  row.group = record.group;
  row.last_at = at;
  const served = `${provider}/${model}`;
  if (served in row.models || Object.keys(row.models).length < MAX.models)
    row.models[served] = (row.models[served] ?? 0) + 1;
  if (pool !== undefined && !row.pools.includes(pool)) row.pools.push(pool);
  if (move === undefined) return;
  row.moved++;
  row.moves.unshift({ ...move, at });
  if (row.moves.length > MAX.moves) row.moves.pop();
}
