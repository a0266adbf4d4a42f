import type { Usage } from '@gateway/protocol';
import type { Cost } from './cost.service.js';

/** Sums of usage and cost. */
export interface CostTotals {
  requests: number;
  /** In tokens; `input` is neither read from a cache nor written to one. */
  input: number;
  cached: number;
  written: number;
  output: number;
  /** In US dollars, of the requests whose price is known. */
  cost: number;
  /** Requests that used tokens of an unknown price. */
  unpriced: number;
}

/** Usage and cost of one request; undefined where unknown. */
export interface Expense {
  readonly input: number | undefined;
  readonly cached: number | undefined;
  readonly written: number | undefined;
  readonly output: number | undefined;
  readonly cost: Cost;
}

/** The usage of a response, and its cost. */
export function toExpense(usage: Partial<Usage> | undefined, cost: Cost): Expense {
  return {
    input: usage?.input_tokens,
    cached: usage?.cache_read_input_tokens,
    written: usage?.cache_creation_input_tokens,
    output: usage?.output_tokens,
    cost,
  };
}

export function nothingSpent(): CostTotals {
  return { requests: 0, input: 0, cached: 0, written: 0, output: 0, cost: 0, unpriced: 0 };
}

/** Adds a request to `totals`. */
export function spend(totals: CostTotals, { input = 0, cached = 0, written = 0, output = 0, cost }: Expense): void {
  totals.requests++;
  totals.input += input;
  totals.cached += cached;
  totals.written += written;
  totals.output += output;
  if (typeof cost === 'number') totals.cost += cost;
  if (cost === 'unknown') totals.unpriced++;
}

/** Adds `more` to `totals`. */
export function merge(totals: CostTotals, more: CostTotals): void {
  for (const key of Object.keys(more) as (keyof CostTotals)[]) totals[key] += more[key];
}

/** Name of the rest, which has no lines of its own. */
export const OTHER = 'other';

/**
 * Costs by a name that clients choose, such as a session's: a limited number of names is remembered, the latest ones.
 * The costs of the others are kept as `other`, so that the sum stays correct.
 */
export class Spending {
  private readonly known = new Map<string, CostTotals>();
  private readonly forgotten = nothingSpent();

  /** @param most how many names are remembered */
  constructor(private readonly most: number) {}

  add(name: string, expense: Expense): void {
    if (name === OTHER) {
      spend(this.forgotten, expense);
      return;
    }
    const totals = this.known.get(name) ?? nothingSpent();
    spend(totals, expense);
    // A map keeps the order of insertion: the first is the one that was idle the longest.
    this.known.delete(name);
    this.known.set(name, totals);
    if (this.known.size > this.most) this.forgetOldest();
  }

  /** The `count` names with the highest costs, by dollars and then by tokens; then `other`, if there is any. */
  top(count: number): readonly (readonly [name: string, spent: CostTotals])[] {
    const sorted = [...this.known].sort(([, a], [, b]) => b.cost - a.cost || tokensOf(b) - tokensOf(a));
    const other = { ...this.forgotten };
    for (const [, totals] of sorted.slice(count)) merge(other, totals);
    const shown = sorted.slice(0, count);
    return other.requests === 0 ? shown : [...shown, [OTHER, other]];
  }

  private forgetOldest(): void {
    const [oldest] = this.known;
    if (oldest === undefined) return;
    this.known.delete(oldest[0]);
    merge(this.forgotten, oldest[1]);
  }
}

function tokensOf({ input, cached, written, output }: CostTotals): number {
  return input + cached + written + output;
}
