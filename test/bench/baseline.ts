import { readFileSync, writeFileSync } from 'node:fs';
import type { Result } from './results.js';

/** The ratio of each guarded figure of the gateway to its reference, `wire/measure`, or to the thin shell, `wire/measure/shell`. */
export type Baseline = Readonly<Record<string, number>>;

const FILE = new URL('baseline.json', import.meta.url);
/** By which a ratio may worsen. */
const TOLERANCE = 1.25;

export function readBaseline(): Baseline {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Baseline;
}

export function writeBaseline(results: readonly Result[]): void {
  const ratios = Object.fromEntries(
    guarded(results).map(({ key, ratio }) => [key, Number(ratio.median.toFixed(3))] as const),
  );
  writeFileSync(FILE, `${JSON.stringify(ratios, null, 2)}\n`);
}

/**
 * What has worsened by more than a quarter, in a line each. A busy machine spoils rounds but seldom all of them, so
 * even the best round has to be over the line.
 */
export function findWorsened(results: readonly Result[], baseline: Baseline): string[] {
  return guarded(results).flatMap(({ key, ratio, measure }) => {
    const before = baseline[key];
    if (before === undefined) return [];
    const less = measure.better === 'less';
    const best = less ? ratio.least : ratio.most;
    const limit = less ? before * TOLERANCE : before / TOLERANCE;
    if (less ? best <= limit : best >= limit) return [];
    return [`${key}: ${best.toFixed(2)} times its reference at best, was ${before.toFixed(2)}`];
  });
}

function guarded(
  results: readonly Result[],
): { key: string; ratio: Required<Result>['ratio']; measure: Result['measure'] }[] {
  return results.flatMap(({ wire, measure, contender, ratio, besideShell }) => {
    if (contender !== 'gateway' || !measure.guarded || ratio === undefined) return [];
    const own = { key: `${wire}/${measure.id}`, ratio, measure };
    return besideShell === undefined ? [own] : [own, { ...own, key: `${own.key}/shell`, ratio: besideShell }];
  });
}
