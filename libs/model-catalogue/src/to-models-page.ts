import type { Source } from './built-in-rows.js';
import type { ModelCatalogue } from './model-catalogue.js';
import { MODEL_COLUMNS } from './model-columns.js';
import { toMarkdownTable } from './to-markdown-table.js';

/**
 * The page `docs/models.md`: what the gateway knows of each model, when models end, and where that was read.
 * @param day ISO date for which prices are shown
 */
export function toModelsPage(
  catalogue: ModelCatalogue,
  sources: Readonly<Record<string, Source>>,
  day: string,
): string {
  const makers = [...new Set(catalogue.models.map(({ maker }) => maker))];
  return [
    '# Models',
    `Written from the rows in \`libs/model-catalogue/data\`, with the prices of ${day}. An empty cell is a fact that is not verified. A fact that a row takes over from a similar model (\`like\`) keeps the source of that model.`,
    ...makers.flatMap((maker) => [`## ${maker}`, toModelTable(catalogue, maker, day)]),
    '## Retirements',
    toRetirementTable(catalogue),
    '## Sources',
    toMarkdownTable(
      ['key', 'source', 'date'],
      Object.entries(sources).map(([key, { what, date }]) => [key, what, date]),
    ),
    '',
  ].join('\n\n');
}

function toModelTable({ models }: ModelCatalogue, maker: string, day: string): string {
  const rows = models.filter((model) => model.maker === maker);
  return toMarkdownTable(
    MODEL_COLUMNS.map(([heading]) => heading),
    rows.map((model) => MODEL_COLUMNS.map(([, toCell]) => toCell(model, day))),
  );
}

function toRetirementTable({ models }: ModelCatalogue): string {
  const rows = models.flatMap(({ id, retirement = {} }) =>
    Object.entries(retirement).map(([host, { date, successor, then }]) => [date, `\`${id}\``, host, successor, then]),
  );
  return toMarkdownTable(['date', 'model', 'host', 'successor', 'then'], rows.sort(byDate));
}

/** Rows without a date come last. */
function byDate([a = '9']: readonly (string | undefined)[], [b = '9']: readonly (string | undefined)[]): number {
  return a.localeCompare(b);
}
