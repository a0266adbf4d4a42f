import { styleText } from 'node:util';
import { toColumns } from '../to-columns.js';
import type { Finding } from '../../observability/checks/finding.types.js';

const COLOURS = { ok: 'green', failed: 'red', skipped: 'yellow', warning: 'yellow' } as const;

/** The findings as a table; below each row that failed, its fix. */
export function toReport(findings: readonly Finding[]): string {
  const rows = findings.flatMap(({ state, subject, check, detail, fix }) => [
    [styleText(COLOURS[state], state), subject, check, detail.replace(/\s+/g, ' ')],
    ...(fix === undefined ? [] : [['', '', '', `→ ${fix}`]]),
  ]);
  const failed = findings.filter(({ state }) => state === 'failed').length;
  const skipped = findings.filter(({ state }) => state === 'skipped').length;
  const summary = failed === 0 ? 'All checks passed' : `${failed} of ${findings.length} checks failed`;
  return `${toColumns(rows)}\n${summary}${skipped === 0 ? '' : `; ${skipped} skipped`}.\n`;
}
