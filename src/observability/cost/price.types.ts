/** What a model costs, in US dollars per million tokens. Thinking is output. */
export interface Price {
  readonly input: number;
  readonly output: number;
  /** Input that was read from a cache; absent: the price of other input. */
  readonly cache_read?: number;
  /** Input that was written to a cache; absent: the price of other input. */
  readonly cache_write?: number;
  readonly long?: LongPrompt;
}

/** How a long prompt changes the price of its whole request. */
export interface LongPrompt {
  /** Tokens of a prompt, cached ones included, beyond which it is long. */
  readonly over: number;
  /** By which every price of input is multiplied. */
  readonly input_factor: number;
  readonly output_factor: number;
}

/** Prices by the name of a model, which stands for its dated versions too. */
export type PriceList = Readonly<Record<string, Price>>;
