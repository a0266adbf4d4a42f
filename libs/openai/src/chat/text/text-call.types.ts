/** A tool call that an engine left in the text. */
export interface TextCall {
  readonly name: string;
  /** As JSON text. */
  readonly arguments: string;
}
