import { readFigures, type Wording } from './read-figures.js';

/** A single request that is larger than what a minute allows: Groq (413), OpenAI (429). */
const RATE_SIZE: Wording = [/Request too large for /, /\bLimit:? (?<M>\d{1,12})/, /\bRequested:? (?<T>\d{1,12})/];

/** A request, limit of its answer included, against the tokens of a minute. */
export interface RateSize {
  readonly limit: number;
  readonly requested: number;
}

/** The figures of a request that no waiting makes fit; undefined where the message is about something else. */
export function readRateSize(message: string): RateSize | undefined {
  const { M: limit, T: requested } = readFigures(RATE_SIZE, message) ?? {};
  return limit === undefined || requested === undefined ? undefined : { limit, requested };
}
