import { writeFileSync } from 'node:fs';
import type { Result } from '../results.js';
import { type Circumstances, toPage } from './to-page.js';
import { toPlot } from './to-plot.js';

const DOCS = new URL('../../../docs/', import.meta.url);

/** Writes the page, the plot on it, and the figures for programs. */
export function writeReport(results: readonly Result[], circumstances: Circumstances): void {
  const figures = results.map(({ measure, ...result }) => ({ measure: measure.id, unit: measure.unit, ...result }));
  writeFileSync(new URL('performance.md', DOCS), toPage(results, circumstances));
  writeFileSync(new URL('performance.svg', DOCS), toPlot(results));
  writeFileSync(
    new URL('performance.json', DOCS),
    `${JSON.stringify({ ...circumstances, results: figures }, null, 2)}\n`,
  );
}
