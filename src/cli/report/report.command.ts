import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { checkAllSettings } from '../../config/check-settings.js';
import { readEnvironment } from '../../config/read-environment.js';
import { AuditSettings } from '../../observability/audit/audit.settings.js';
import { addRecord, DIMENSIONS, type Dimension, type ReportRow } from './add-records.js';
import { toReportCsv, toReportTable } from './to-report.js';
import { toSince } from './to-since.js';

export interface ReportOptions {
  readonly by: string;
  readonly since: string;
  readonly csv?: true;
}

/** `report`: sums the records of audit files by person, group or model. */
export async function reportCommand(files: readonly string[], { by, since, csv }: ReportOptions): Promise<number> {
  if (!Object.hasOwn(DIMENSIONS, by)) throw new Error(`--by must be one of ${Object.keys(DIMENSIONS).join(', ')}`);
  const filter = { by: by as Dimension, since: toSince(since) };
  const paths = files.length > 0 ? files : await findAuditFiles();
  const rows = new Map<string, ReportRow>();
  let skipped = 0;
  for (const path of paths)
    for await (const line of createInterface({ input: createReadStream(path) }))
      if (!addRecord(rows, line, filter)) skipped++;
  const sorted = [...rows.values()].sort((a, b) => b.usd - a.usd || b.requests - a.requests);
  process.stdout.write((csv === true ? toReportCsv : toReportTable)(filter.by, sorted));
  if (skipped > 0) console.error(`${skipped} lines are no audit records.`);
  return 0;
}

/** The file of `AUDIT_LOG_FILE`, and those of former days beside it. */
async function findAuditFiles(): Promise<readonly string[]> {
  const { checked } = checkAllSettings(new Set([AuditSettings]), readEnvironment());
  const { AUDIT_LOG_FILE: path } = checked.get(AuditSettings) as AuditSettings;
  if (path === undefined || path === '-') throw new Error('AUDIT_LOG_FILE names no file: name the files to read');
  // What stands before the first strftime token is common to the names of all days.
  const start = basename(path).replace(/%.*/s, '');
  const names = await readdir(dirname(path));
  const found = names.filter((name) => name.startsWith(start)).map((name) => join(dirname(path), name));
  return found.sort();
}
