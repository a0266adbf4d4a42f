import type { Row } from '../row.types.js';
import type { Cell } from './cell.types.js';
import type { Table } from './run-table.js';

const CLIENTS = {
  'claude-code': 'Claude Code',
  sdk: '@anthropic-ai/sdk',
  'agent-sdk': '@anthropic-ai/claude-agent-sdk',
};

/** The table as people read it: what a cell has to say beside its verdict stands in notes below. */
export function toMarkdown(table: Table, versions: Readonly<Partial<Record<Row['client'], string>>>): string {
  const notes = new Notes();
  const sections = (Object.keys(CLIENTS) as Row['client'][]).flatMap((client) => {
    const rows = table.rows.filter((row) => row.client === client);
    if (rows.length === 0 || table.wires.length === 0) return [];
    const lines = rows.map((row) => [row.title, ...table.wires.map((wire) => show(find(table, row, wire), notes))]);
    return [`## ${CLIENTS[client]} ${versions[client] ?? ''}`.trim(), toTable(['', ...table.wires], lines)];
  });
  return [...sections, toPresetsSection(table, notes), notes.toString()].filter((part) => part !== '').join('\n\n');
}

/** Presets stand beneath each other: there are many, and few rows are about them. */
function toPresetsSection(table: Table, notes: Notes): string {
  const rows = table.rows.filter(({ presets }) => presets);
  if (table.presets.length === 0 || rows.length === 0) return '';
  const lines = table.presets.map((preset) => [
    `\`${preset}\``,
    ...rows.map((row) => show(find(table, row, preset), notes)),
  ]);
  return ['## Claude Code over presets', toTable(['preset', ...rows.map(({ title }) => title)], lines)].join('\n\n');
}

function find({ cells }: Table, row: Row, wire: string): Cell | undefined {
  return cells.find((cell) => cell.row === row.name && cell.wire === wire);
}

function show(cell: Cell | undefined, notes: Notes): string {
  switch (cell?.verdict) {
    case undefined:
      return '–';
    case 'pass':
      return 'pass';
    case 'degraded':
      return `degraded ${notes.of(cell.codes.map((code) => `\`${code}\``).join(', '))}`;
    case 'refused':
      return `refused ${notes.of(cell.why.join('; '))}`;
    case 'fail':
      return `**fail** ${notes.of(cell.why.join('; '))}`;
  }
}

/** Numbered remarks; the same words get the same number. */
class Notes {
  private readonly texts: string[] = [];

  of(text: string): string {
    const line = text.replaceAll(/\s+/g, ' ').trim();
    if (!this.texts.includes(line)) this.texts.push(line);
    return `[${this.texts.indexOf(line) + 1}]`;
  }

  toString(): string {
    return this.texts.map((text, index) => `- [${index + 1}] ${text}`).join('\n');
  }
}

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
