import type { Usage } from '@gateway/protocol';
import type { FlatPrice } from '@gateway/model-catalogue';

/** The cost of these tokens, in US dollars. */
export function toCost(usage: Partial<Usage>, price: FlatPrice): number {
  const { input_tokens: input = 0, output_tokens: output = 0 } = usage;
  const { cache_read_input_tokens: read = 0, cache_creation_input_tokens: written = 0 } = usage;
  const { cache_read = price.input, cache_write = price.input, long } = price;
  const isLong = long !== undefined && input + read + written > long.over;
  const prompt = (input * price.input + read * cache_read + written * cache_write) * (isLong ? long.input_factor : 1);
  return (prompt + output * price.output * (isLong ? long.output_factor : 1)) / 1_000_000;
}
