/**
 * How a row went over a wire. `degraded`: it works, with loss that the gateway reports by codes; `refused`: the gateway
 * answers with the error that the contract demands, and the client goes on.
 */
export type Verdict = 'pass' | 'degraded' | 'refused' | 'fail';

export interface Cell {
  readonly row: string;
  readonly wire: string;
  readonly verdict: Verdict;
  /** Codes of the class `degraded`. */
  readonly codes: readonly string[];
  /** What failed, or what was refused. */
  readonly why: readonly string[];
  readonly seconds: number;
}
