/** A dimension of the report, and the field of a record for it. */
export const DIMENSIONS = { person: 'person', group: 'group', model: 'model' } as const;
export type Dimension = keyof typeof DIMENSIONS;

/** The sums of one row. */
export interface ReportRow {
  readonly name: string;
  requests: number;
  /** Requests that did not end with `ok`. */
  failed: number;
  input: number;
  cached: number;
  output: number;
  usd: number;
  /** Requests that used tokens of an unknown price. */
  unpriced: number;
}

/** Which records count. */
export interface ReportFilter {
  readonly by: Dimension;
  readonly since: Date;
}

/**
 * Adds a line of an audit file to the rows.
 *
 * @returns false where the line is no record
 */
export function addRecord(rows: Map<string, ReportRow>, line: string, { by, since }: ReportFilter): boolean {
  const record = parse(line);
  if (record === undefined || typeof record.time !== 'string') return false;
  if (!(Date.parse(record.time) >= since.getTime())) return true;
  const value = record[DIMENSIONS[by]];
  const name = typeof value === 'string' ? value : '-';
  const row = rows.get(name) ?? emptyRow(name);
  rows.set(name, row);
  row.requests++;
  if (record.outcome !== 'ok') row.failed++;
  row.input += toAmount(record.input_tokens) + toAmount(record.cache_write_tokens);
  row.cached += toAmount(record.cache_read_tokens);
  row.output += toAmount(record.output_tokens);
  row.usd += toAmount(record.usd) + toAmount(record.judge_usd);
  if (record.usd === null) row.unpriced++;
  return true;
}

function emptyRow(name: string): ReportRow {
  return { name, requests: 0, failed: 0, input: 0, cached: 0, output: 0, usd: 0, unpriced: 0 };
}

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

function toAmount(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
