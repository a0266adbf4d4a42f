import type { FactName, Model, ModelFacts, ModelRow } from './model-row.types.js';

/** Facts that a row takes over from the row it is `like`. A record, so that a fact that is added cannot be left out. */
const FACTS: Readonly<Record<FactName, true>> = {
  access: true,
  apis: true,
  reasoning: true,
  efforts: true,
  tools_on_chat: true,
  sampling: true,
  stop: true,
  max_tokens_field: true,
  parallel_calls: true,
  reasoning_context: true,
  thinking: true,
  signatures: true,
  media_in_results: true,
  tools_with_search: true,
  format_with_tools: true,
  continuation: true,
  window: true,
  answer: true,
  media: true,
};
export const FACT_NAMES = Object.keys(FACTS) as readonly FactName[];

/** Facts that belong to one model alone and still need a source. */
export const OWN_FACT_NAMES = ['prices', 'retirement'] as const;

/** Gives each row the facts that it takes over. Throws when a row is like one that does not exist, or like itself. */
export function resolveRows(rows: readonly ModelRow[]): readonly Model[] {
  const byKey = new Map(rows.map((row) => [toKey(row.maker, row.id), row]));
  const resolved = new Map<string, Model>();

  const resolve = (row: ModelRow, path: readonly string[]): Model => {
    const key = toKey(row.maker, row.id);
    const known = resolved.get(key);
    if (known !== undefined) return known;
    if (path.includes(row.id)) throw new Error(`${row.id}: like must not lead back to the row: ${path.join(', ')}`);
    const model =
      row.like === undefined ? inherit(row, undefined) : inherit(row, resolve(parentOf(row), [...path, row.id]));
    resolved.set(key, model);
    return model;
  };

  const parentOf = (row: ModelRow): ModelRow => {
    const parent = byKey.get(toKey(row.maker, row.like ?? ''));
    if (parent === undefined) throw new Error(`${row.id}: like names no row of ${row.maker}: ${row.like ?? ''}`);
    return parent;
  };

  return rows.map((row) => resolve(row, []));
}

function toKey(maker: string, id: string): string {
  return `${maker} ${id}`;
}

function inherit({ like, ...row }: ModelRow, parent: Model | undefined): Model {
  const facts: Partial<Record<FactName, unknown>> = {};
  const sources: Record<string, readonly string[]> = {};
  for (const name of FACT_NAMES) {
    const own = row[name];
    const value = own === undefined ? parent?.[name] : own;
    if (value === undefined || value === null) continue;
    facts[name] = value;
    const from = own === undefined ? parent?.sources?.[name] : findSources(row, name);
    if (from !== undefined) sources[name] = from;
  }
  for (const name of OWN_FACT_NAMES) {
    const from = row[name] === undefined ? undefined : findSources(row, name);
    if (from !== undefined) sources[name] = from;
  }
  return { ...withoutFacts(row), ...(facts as ModelFacts), sources };
}

function findSources(
  { sources }: ModelRow,
  name: FactName | (typeof OWN_FACT_NAMES)[number],
): readonly string[] | undefined {
  return sources?.[name] ?? sources?.['*'];
}

function withoutFacts(row: ModelRow): Omit<ModelRow, FactName | 'like'> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !Object.hasOwn(FACTS, name))) as Omit<
    ModelRow,
    FactName | 'like'
  >;
}
