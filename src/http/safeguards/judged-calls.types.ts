/** A tool call that is judged. */
export interface JudgedCall {
  readonly id: string;
  readonly name: string;
  /** Its input as JSON text. */
  readonly input: string;
}

/** What the judge is given beside the calls. */
export interface JudgeContext {
  /** The client's rules and working folders, as JSON text. */
  readonly rules: string;
  /** The last texts of the user, the latest last. */
  readonly userTexts: readonly string[];
}
