/** An upstream's response that is not a success, as it arrived. */
export interface BufferedResponse {
  readonly status: number;
  readonly headers: Headers;
  /** The body, parsed where it is JSON, else its text. */
  readonly body: unknown;
}
