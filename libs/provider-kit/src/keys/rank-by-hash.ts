import { digest } from '../digest.js';

/** Hexadecimal digits of a digest that a double holds exactly: 52 bits. */
const DIGITS = 13;
const RANGE = 2 ** (4 * DIGITS);

/** How the items of a ranking are identified and weighed. */
export interface Ranked<T> {
  /** The same in every process, and different for each item. */
  readonly idOf: (item: T) => string;
  /** An item of weight 2 comes first for twice as many sessions as one of weight 1; absent: all are equal. */
  readonly weightOf?: (item: T) => number;
}

/**
 * The items in the order in which a session uses them: weighted rendezvous hashing. Every process computes the same
 * order without talking to another one. A further item comes first for its share of the sessions alone, and a removed
 * one moves only its own.
 *
 * Source of the score `-weight / ln(hash)`: C. Schindelhauer, G. Schomaker, "Weighted Distributed Hash Tables", 2005.
 */
export function rankByHash<T>(
  items: readonly T[],
  session: string,
  { idOf, weightOf = () => 1 }: Ranked<T>,
): readonly T[] {
  return items
    .map((item) => ({ item, score: -weightOf(item) / Math.log(toUnit(idOf(item) + session)) }))
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

/** A text as a number between 0 and 1, both excluded; evenly distributed, and the same in every process. */
export function toUnit(text: string): number {
  return (Number.parseInt(digest(text, DIGITS), 16) + 0.5) / RANGE;
}
