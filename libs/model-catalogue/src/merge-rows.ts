import type { ModelRow } from './model-row.types.js';
import { FACT_NAMES, OWN_FACT_NAMES } from './resolve-rows.js';

/**
 * The built-in rows with an operator's: the fields of a row with the same maker and id replace the built-in ones, in
 * place; new rows come first, so that their patterns count before the built-in ones.
 */
export function mergeRows(builtIn: readonly ModelRow[], overrides: readonly ModelRow[]): readonly ModelRow[] {
  const added = overrides.filter((row) => !builtIn.some((old) => isSame(old, row)));
  const merged = builtIn.map((old) =>
    overrides.filter((row) => isSame(old, row)).reduce<ModelRow>((row, override) => replace(row, override), old),
  );
  return [...added, ...merged];
}

function isSame(a: ModelRow, b: ModelRow): boolean {
  return a.maker === b.maker && a.id === b.id;
}

/** A built-in `*` of the sources must not stand for what the operator has changed. */
function replace(row: ModelRow, override: ModelRow): ModelRow {
  const changed = [...FACT_NAMES, ...OWN_FACT_NAMES].filter((name) => override[name] !== undefined);
  const operator = Object.fromEntries(changed.map((name) => [name, ['operator']]));
  return { ...row, ...override, sources: { ...row.sources, ...operator, ...override.sources } };
}
