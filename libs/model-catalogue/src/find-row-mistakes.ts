import { mergeRows } from './merge-rows.js';
import type { ModelRow } from './model-row.types.js';
import { resolveRows } from './resolve-rows.js';

/** What the schema cannot express: ids given twice, rows like none, prices out of order, days that do not exist. */
export function findRowMistakes(rows: readonly ModelRow[], known: readonly ModelRow[]): readonly string[] {
  const mistakes = rows.flatMap((row, index) =>
    [...findRepeated(rows, row), ...findPriceMistakes(row), ...findDateMistakes(row)].map(
      (mistake) => `row ${index + 1} (${row.id}): ${mistake}`,
    ),
  );
  if (mistakes.length > 0) return mistakes;
  try {
    resolveRows(mergeRows(known, rows));
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

function findRepeated(rows: readonly ModelRow[], row: ModelRow): readonly string[] {
  const first = rows.findIndex(({ id, maker }) => id === row.id && maker === row.maker);
  return rows[first] === row ? [] : [`id is that of row ${first + 1} too`];
}

function findPriceMistakes({ prices = [] }: ModelRow): readonly string[] {
  return prices.flatMap(({ from = '' }, index) =>
    index > 0 && from <= (prices[index - 1]?.from ?? '')
      ? [`prices.${index}.from must be later than the price before`]
      : [],
  );
}

function findDateMistakes({ prices = [], retirement = {} }: ModelRow): readonly string[] {
  const dates = [
    ...prices.map(({ from }, index) => [`prices.${index}.from`, from] as const),
    ...Object.entries(retirement).map(([host, { date }]) => [`retirement.${host}.date`, date] as const),
  ];
  return dates.flatMap(([field, date]) => (date === undefined || isDay(date) ? [] : [`${field} is no day: ${date}`]));
}

/** Whether an ISO date exists: 2027-02-30 would be read as a day in March. */
function isDay(date: string): boolean {
  const time = Date.parse(date);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
