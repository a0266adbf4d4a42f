import type { Result } from '../results.js';
import type { Spread } from '../spread-of.js';

const HEAD = ['measure', 'who', 'figure', 'reference', 'compared', 'spread', 'to the shell', 'target', 'met'];

/** The results of one wire as a Markdown table, which reads well on a terminal too. */
export function toTable(results: readonly Result[]): string {
  const rows = [HEAD, ...results.map(toRow)];
  const widths = HEAD.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function toRow({ measure, contender, figure, reference, besideShell, target, met, ...compared }: Result): string[] {
  // Without a verdict on something else, the ratio tells most.
  const decisive = measure.decides === 'figure' ? figure : compared[measure.decides];
  const show = (value: number): string => {
    if (measure.decides === 'ratio') return `${toFigure(value)}×`;
    const sign = measure.decides === 'difference' && value >= 0 ? '+' : '';
    return `${sign}${toFigure(value)} ${measure.unit}`;
  };
  return [
    measure.name,
    contender,
    `${toFigure(figure.median)} ${measure.unit}`,
    reference === undefined ? '' : `${toFigure(reference.median)} ${measure.unit} (${measure.reference})`,
    decisive === undefined ? '' : show(decisive.median),
    decisive === undefined ? '' : toSpread(decisive),
    besideShell === undefined ? '' : `${toFigure(besideShell.median)}×`,
    target === undefined ? '' : `${measure.better === 'less' ? '≤' : '≥'} ${show(target)}`,
    met === undefined ? '' : met ? 'yes' : '**no**',
  ];
}

const toSpread = ({ least, most }: Spread): string => `${toFigure(least)} … ${toFigure(most)}`;

/** Three digits that count. */
export function toFigure(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 100 || value === 0 ? 0 : size >= 10 ? 1 : 2);
}
