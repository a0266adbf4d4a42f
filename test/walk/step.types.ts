/** What a step of the walk has shown. */
export interface StepResult {
  /** What was run, as a user types it. */
  readonly command: string;
  /** In seconds. */
  readonly seconds: number;
  readonly output: string;
  /** What was to be true and is not; empty: the step is passed. */
  readonly faults: readonly string[];
}

/** A clone, the Node that runs npm in it, and its environment. */
export interface Walk {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}
