import { styleText } from 'node:util';
import { escapeControls } from '../../observability/logging/escape-controls.js';
import { toColumns } from '../to-columns.js';
import type { Dimension, ReportRow } from './add-records.js';

const COLUMNS = ['requests', 'failed', 'input', 'cached', 'output', 'usd', 'unpriced'] as const;

/** The rows as a table for a terminal, the most expensive first, with their sum at the end. */
export function toReportTable(by: Dimension, rows: readonly ReportRow[]): string {
  const head = [by, ...COLUMNS].map((title) => styleText('bold', title.toUpperCase()));
  return toColumns([head, ...[...rows, sumOf(rows)].map((row) => [escapeControls(row.name), ...cellsOf(row)])]);
}

/** The rows as CSV (RFC 4180). */
export function toReportCsv(by: Dimension, rows: readonly ReportRow[]): string {
  const lines = rows.map((row) => [quote(row.name), ...cellsOf(row)].join(','));
  return [[by, ...COLUMNS].join(','), ...lines].map((line) => `${line}\r\n`).join('');
}

function sumOf(rows: readonly ReportRow[]): ReportRow {
  const sum: ReportRow = { name: 'total', requests: 0, failed: 0, input: 0, cached: 0, output: 0, usd: 0, unpriced: 0 };
  for (const row of rows) for (const column of COLUMNS) sum[column] += row[column];
  return sum;
}

function cellsOf(row: ReportRow): readonly string[] {
  return COLUMNS.map((column) => (column === 'usd' ? row.usd.toFixed(4) : String(row[column])));
}

/** A spreadsheet runs a cell that begins with one of these characters as a formula. */
function quote(name: string): string {
  const text = /^[=+\-@\t\r]./.test(name) ? `'${name}` : name;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
