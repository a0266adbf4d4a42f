import { isObject, ownValue } from '@gateway/protocol';
import type { PriceList } from './price.types.js';

type Fields = Readonly<Record<string, unknown>>;

const REQUIRED = ['input', 'output'];
const OPTIONAL = ['cache_read', 'cache_write'];
const LONG = ['over', 'input_factor', 'output_factor'];

/** The prices of a file, or everything that is wrong with it. */
export type ParsedPrices = { readonly prices: PriceList } | { readonly mistakes: readonly string[] };

/** Reads a JSON object of prices by model, each as `FlatPrice` has it. */
export function parsePrices(text: string): ParsedPrices {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return { mistakes: [`is not JSON: ${(error as Error).message}`] };
  }
  if (!isObject(parsed)) return { mistakes: ['must be a JSON object of prices by model'] };
  const mistakes = Object.entries(parsed).flatMap(([model, price]) =>
    findMistakes(price).map((mistake) => `${JSON.stringify(model)}: ${mistake}`),
  );
  return mistakes.length > 0 ? { mistakes } : { prices: parsed as PriceList };
}

function findMistakes(price: unknown): readonly string[] {
  if (!isObject(price)) return ['must be an object with input and output'];
  const { long, ...rest } = price;
  const mistakes = findWrongNumbers(rest, REQUIRED, OPTIONAL);
  if (long === undefined) return mistakes;
  if (!isObject(long)) return [...mistakes, `long must be an object with ${LONG.join(', ')}`];
  return [...mistakes, ...findWrongNumbers(long, LONG, []).map((mistake) => `long.${mistake}`)];
}

function findWrongNumbers(fields: Fields, required: readonly string[], optional: readonly string[]): readonly string[] {
  const known = [...required, ...optional];
  return [
    ...Object.keys(fields)
      .filter((name) => !known.includes(name))
      .map((name) => `${name} is not known; there are ${known.join(', ')}`),
    ...known
      .filter((name) => required.includes(name) || ownValue(fields, name) !== undefined)
      .filter((name) => !isAmount(ownValue(fields, name)))
      .map((name) => `${name} must be a number, 0 or more`),
  ];
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
