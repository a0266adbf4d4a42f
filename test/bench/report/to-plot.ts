import type { Result } from '../results.js';
import { toFigure } from './to-table.js';

const ROW = 20;
const GAP = 28;
const LEFT = 330;
const BARS = 460;
const WIDTH = LEFT + BARS + 70;
const RIGHT = LEFT + BARS;

/** Bars of every ratio that has a target, the target as a line across: an SVG of its own. */
export function toPlot(results: readonly Result[]): string {
  const shown = results.flatMap((result) =>
    result.measure.decides === 'ratio' && result.ratio !== undefined && result.target !== undefined
      ? [{ ...result, ratio: result.ratio, target: result.target }]
      : [],
  );
  const most = Math.max(1, ...shown.flatMap(({ ratio, target }) => [ratio.most, target]));
  const x = (ratio: number): number => Math.round(LEFT + (ratio / most) * BARS);
  const parts: string[] = [];
  let y = GAP;
  for (const wire of new Set(shown.map((result) => result.wire))) {
    parts.push(`<text x="10" y="${y}" font-weight="bold">${escape(wire)}</text>`);
    for (const { measure, contender, ratio, target, met } of shown.filter((result) => result.wire === wire)) {
      y += ROW;
      const middle = y - 4;
      const label = contender === 'gateway' ? measure.name : `${measure.name} (${contender})`;
      parts.push(
        `<text x="${LEFT - 8}" y="${y}" text-anchor="end">${escape(label)}</text>`,
        `<rect x="${LEFT}" y="${y - 11}" width="${x(ratio.median) - LEFT}" height="13" fill="${met ? '#4c8' : '#d64'}"/>`,
        `<path d="M${x(ratio.least)} ${middle}H${x(ratio.most)}" stroke="#333"/>`,
        `<path d="M${x(target)} ${y - 14}V${y + 5}" stroke="#000" stroke-width="2"/>`,
        `<text x="${RIGHT + 8}" y="${y}">${toFigure(ratio.median)}×</text>`,
      );
    }
    y += GAP;
  }
  const style = 'font-family="sans-serif" font-size="12"';
  const back = `<rect width="${WIDTH}" height="${y}" fill="#fff"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y}" viewBox="0 0 ${WIDTH} ${y}" ${style}>`,
    ...[back, ...parts].map((part) => `  ${part}`),
    '</svg>\n',
  ].join('\n');
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
