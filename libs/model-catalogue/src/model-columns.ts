import { choosePrice } from './choose-price.js';
import type { Model } from './model-row.types.js';

/** A column of the table of models: its heading and the cell of a model; an empty cell is an unknown fact. */
type Column = readonly [heading: string, toCell: (model: Model, day: string) => string | undefined];

export const MODEL_COLUMNS: readonly Column[] = [
  ['model', ({ id }) => `\`${id}\``],
  ['APIs', ({ apis }) => apis?.join(' ')],
  ['efforts or thinking', (model) => toEfforts(model)],
  ['sampling', ({ sampling }) => sampling],
  ['function tools on Chat', ({ tools_on_chat }) => tools_on_chat],
  ['prompt', ({ window }) => toTokens(window?.input)],
  ['prompt + answer', ({ window }) => toTokens(window?.total)],
  ['answer', ({ answer }) => toTokens(answer?.max)],
  ['$ per million: input / cached / written / output', (model, day) => toPrices(model, day)],
  ['sources', ({ sources = {} }) => [...new Set(Object.values(sources).flat())].join(', ')],
];

function toEfforts({ efforts, thinking }: Model): string | undefined {
  if (thinking?.levels) return `${thinking.levels.join(' ')}${toDefault(thinking.default)}`;
  if (thinking?.budget) return `${thinking.budget.min} to ${thinking.budget.max} tokens${toDefault(thinking.default)}`;
  if (efforts === undefined) return undefined;
  const { default: byDefault, off, ...byApi } = efforts;
  const lists = Object.entries(byApi).map(([api, list]) => `${api}: ${list.length === 0 ? '-' : list.join(' ')}`);
  return `${lists.join('; ')}${toDefault(byDefault)}`;
}

function toDefault(value: string | undefined): string {
  return value === undefined ? '' : ` (default ${value})`;
}

function toPrices(model: Model, day: string): string | undefined {
  const price = choosePrice(model, day);
  return price && [price.input, price.cache_read ?? '-', price.cache_write ?? '-', price.output].join(' / ');
}

export function toTokens(tokens: number | undefined): string | undefined {
  return tokens?.toLocaleString('en-US');
}
