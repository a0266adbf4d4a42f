import { describe, expect, it } from '@jest/globals';
import { Results } from '../results.js';
import { toPage } from './to-page.js';
import { toPlot } from './to-plot.js';
import { toFigure, toTable } from './to-table.js';

const results = new Results();
for (const [wire, gateway] of [
  ['gemini', 13],
  ['openai-chat', 26],
] as const) {
  results.note(wire, 'cpu-1', 'pipe', 10);
  results.note(wire, 'cpu-1', 'gateway', gateway);
  results.note(wire, 'first-token-600k', 'pipe', 10);
  results.note(wire, 'first-token-600k', 'gateway', gateway);
}
const all = results.all();

describe('the report', () => {
  it('has a line for each figure, with its verdict', () => {
    const lines = toTable(all).split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[2]).toMatch(
      /gateway *\| 13\.0 µs *\| 10\.0 µs \(pipe\) *\| 1\.30× *\| 1\.30 … 1\.30 *\| *\| ≤ 1\.40× *\| yes/,
    );
    expect(lines[5]).toMatch(/\+16\.0 ms .*\| ≤ \+5\.00 ms *\| \*\*no\*\*/);
  });

  it('counts the targets that are met, and names the others', () => {
    const page = toPage(all, { machine: 'a machine', rounds: 5, day: '2026-01-31' });
    expect(page).toContain('2 of 4 targets are met; missed:');
    expect(page).toContain('- openai-chat: CPU per event, 1 to a write\n');
    expect(page).not.toContain('- gemini:');
  });

  it('plots each ratio beside its target', () => {
    const plot = toPlot(all);
    expect(plot.match(/<rect x=/g)).toHaveLength(2);
    const [, good, bad] = /width="(\d+)" height="13" fill="#4c8"[^]*width="(\d+)" height="13" fill="#d64"/.exec(plot)!;
    expect(Number(bad) / Number(good)).toBeCloseTo(2, 1);
  });

  it.each([
    [1234.5, '1235'],
    [12.34, '12.3'],
    [1.234, '1.23'],
    [-0.5, '-0.50'],
    [0, '0'],
  ])('shows %d as %s', (value, shown) => expect(toFigure(value)).toBe(shown));
});
