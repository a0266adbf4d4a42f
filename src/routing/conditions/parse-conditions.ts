import { type Condition, REQUEST_KINDS } from './condition.types.js';

/** A pattern of `MODEL_MAP` with its conditions. */
export interface ConditionalName {
  /** The pattern of the model's name. */
  readonly name: string;
  /** All must be met; none: the rule holds for every request. */
  readonly conditions: readonly Condition[];
  /** Conditions that do not exist, as they were written. */
  readonly unknown: readonly string[];
}

const UNITS = new Map([
  ['k', 1000],
  ['m', 1_000_000],
]);

/** The mark of a window of a million tokens is no condition: it is cut off every model name (contract §2). */
const WINDOW_MARK = /^1m$/i;

/** Reads `name[condition,condition]`: a kind of request, or `over:200k`. */
export function parseConditions(text: string): ConditionalName {
  const [, name = text, list = ''] = /^([^[\]]*)\[([^[\]]*)\]$/.exec(text) ?? [];
  if (!text.endsWith(']') || WINDOW_MARK.test(list)) return { name, conditions: [], unknown: [] };
  const written = list.split(',').map((each) => each.trim());
  const read = written.map((each) => ({ each, condition: parseCondition(each.toLowerCase()) }));
  return {
    name: name.trim(),
    conditions: read.flatMap(({ condition }) => condition ?? []),
    unknown: read.flatMap(({ each, condition }) => (condition === undefined ? [each] : [])),
  };
}

function parseCondition(text: string): Condition | undefined {
  const [, digits, unit = ''] = /^over:([1-9]\d{0,9})([km]?)$/.exec(text) ?? [];
  if (digits !== undefined) return { over: Number(digits) * (UNITS.get(unit) ?? 1) };
  return REQUEST_KINDS.find((kind) => kind === text);
}
