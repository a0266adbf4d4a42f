/** `wrong`: what the repository states is not so any more. `new`: something that it does not name. */
export type Severity = 'wrong' | 'new';

/** One difference between the repository and what is published. */
export interface Finding {
  readonly severity: Severity;
  /** What was compared: `client`, the name of a package, or `catalogue`. */
  readonly part: string;
  readonly subject: string;
  readonly difference: string;
  /** What to do about it. */
  readonly advice: string;
}
