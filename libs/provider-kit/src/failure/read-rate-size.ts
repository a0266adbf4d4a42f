import { readFigures, type Wording } from './read-figures.js';

/** A single request that is larger than what a minute allows: Groq (413), OpenAI (429). */
const RATE_SIZES: readonly Wording[] = [
  [/Request too large for /, /\bLimit:? (?<M>\d{1,12})/, /\bRequested:? (?<T>\d{1,12})/],
  [/\btokens?:? (?<T>\d{1,12}) exceeds? (?:your |the )?(?:TPM|tokens per minute) limit:? (?:of )?(?<M>\d{1,12})/i],
];

/** A request, limit of its answer included, against the tokens of a minute. */
export interface RateSize {
  readonly limit: number;
  readonly requested: number;
}

/** The figures of a request that no waiting makes fit; undefined where the message is about something else. */
export function readRateSize(message: string): RateSize | undefined {
  for (const wording of RATE_SIZES) {
    const { M: limit, T: requested } = readFigures(wording, message) ?? {};
    if (limit !== undefined && requested !== undefined && requested > limit) return { limit, requested };
  }
  return undefined;
}
