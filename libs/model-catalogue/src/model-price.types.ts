/** US dollars per million tokens. Thinking is output. */
export interface TokenPrices {
  readonly input: number;
  readonly output: number;
  /** Input that was read from a cache; absent: as other input. */
  readonly cache_read?: number;
  /** Input that was written to a cache; absent: as other input. */
  readonly cache_write?: number;
}

/** The price of a long prompt, which counts for its whole request. */
export interface LongPromptPrice {
  /** Tokens of the prompt, cached ones included, above which it is long. */
  readonly over: number;
  /** Multiplies every price of input. */
  readonly input_factor: number;
  readonly output_factor: number;
}

/** A price as `PRICES_FILE` has it, too. */
export interface FlatPrice extends TokenPrices {
  readonly long?: LongPromptPrice;
}

/** A price of the standard tier, with those of the other service tiers of the same time. */
export interface ModelPrice extends FlatPrice {
  /** ISO date of its first day; absent: from the beginning. */
  readonly from?: string;
  /** By `service_tier` of the upstream's response: `flex`, `priority`, `ultrafast`. */
  readonly tiers?: Readonly<Record<string, TokenPrices>>;
}
