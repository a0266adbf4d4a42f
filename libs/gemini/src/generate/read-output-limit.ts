/** The most tokens an answer may have, where an upstream's refusal of `maxOutputTokens` says so. */
export function readOutputLimit(message: string): number | undefined {
  const range = /supported range is from \d+ \(inclusive\) to (\d+) \(exclusive\)/.exec(message);
  return range === null ? undefined : Number(range[1]) - 1;
}
