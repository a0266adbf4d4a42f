import type { Source } from './built-in-rows.js';
import type { ModelCatalogue } from './model-catalogue.js';
import { MODEL_COLUMNS, toTokens } from './model-columns.js';
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
    '## Windows below what Claude Code expects',
    `Claude Code takes an id that it does not know to have ${toTokens(CLIENT_WINDOW)} tokens. Where the window of a prompt is smaller, set \`CLAUDE_CODE_MAX_CONTEXT_TOKENS\` for the client, so that it compacts its history in time.`,
    toWindowTable(catalogue),
    '## Rows of your own',
    OWN_ROWS,
    '## Sources',
    toMarkdownTable(
      ['key', 'source', 'date'],
      Object.entries(sources).map(([key, { what, date }]) => [key, what, date]),
    ),
    '',
  ].join('\n\n');
}

/** Tokens that Claude Code assumes for an id that it does not know (contract §19). */
const CLIENT_WINDOW = 1_000_000;

const OWN_ROWS = `\`MODELS_FILE\` names a JSON file of further rows, in the form of those in \`libs/model-catalogue/data\` (schema: \`libs/model-catalogue/src/models.schema.json\`). A row with the \`maker\` and \`id\` of a built-in one changes the fields that it gives; any other row adds a model. \`like\` takes over the facts of another row of the same maker, but neither prices nor retirement. A request for the bare id of a row goes to the configured provider that serves models of its maker, and \`GET /v1/models\` lists it. The file is read again when it changes; a file with mistakes is reported, and the former rows remain.

\`\`\`json
[
  {
    "id": "gpt-6.3-sol",
    "maker": "openai",
    "like": "gpt-6.1-sol",
    "prices": [{ "input": 2, "cache_read": 0.1, "output": 10 }]
  },
  { "id": "qwen4-coder", "maker": "qwen", "window": { "total": 262144 }, "answer": { "max": 65536 } }
]
\`\`\``;

function toWindowTable({ models }: ModelCatalogue): string {
  const windows = Map.groupBy(models, ({ window }) => window?.input ?? window?.total ?? CLIENT_WINDOW);
  const rows = [...windows]
    .filter(([tokens]) => tokens < CLIENT_WINDOW)
    .sort(([a], [b]) => b - a)
    .map(([tokens, group]) => [
      `\`CLAUDE_CODE_MAX_CONTEXT_TOKENS=${tokens}\``,
      group.map(({ id }) => `\`${id}\``).join(', '),
    ]);
  return toMarkdownTable(['variable', 'models'], rows);
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
