/** The most tokens of a response, where an upstream's refusal of a larger limit states it. */
export function readOutputLimit(message: string): number | undefined {
  const most = /supports at most (\d+) completion tokens/.exec(message)?.[1];
  return most === undefined ? undefined : Number(most);
}
