import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Requests that are under way at a time. */
export const LANES = 12;

/** Failures after which the rest is not tried. */
const MAX_FAILURES = 10;

const tokenOf = (lane: number): string => `token-of-lane-${lane}`;

/**
 * Settings that give each lane a token of its own, with room for one request at a time. So each case of a lane needs
 * the place of the case before it: a place that was not returned is a 529.
 */
export function laneSettings(): Record<string, string> {
  const path = join(mkdtempSync(join(tmpdir(), 'lanes-')), 'tokens.json');
  const tokens = Array.from({ length: LANES }, (_, lane) => ({
    name: `lane-${lane}`,
    sha256: createHash('sha256').update(tokenOf(lane)).digest('hex'),
  }));
  writeFileSync(path, JSON.stringify(tokens));
  return { AUTH_TOKENS_FILE: path, MAX_CONCURRENT_REQUESTS_PER_TOKEN: '1', QUEUE_TIMEOUT_SECONDS: '10' };
}

/** Tries each case on the next free lane. Returns the failures in words; too many of them end it early. */
export async function runOnLanes<Case>(
  cases: readonly Case[],
  judge: (one: Case, headers: Readonly<Record<string, string>>) => Promise<readonly string[]>,
  describe: (one: Case) => string,
): Promise<readonly string[]> {
  const failures: string[] = [];
  const waiting = cases.values();
  const run = async (lane: number): Promise<void> => {
    for (const one of waiting) {
      const problems = await judge(one, { 'x-api-key': tokenOf(lane) }).catch((error: unknown) => [String(error)]);
      if (problems.length > 0) failures.push(`${describe(one)} → ${problems.join('; ')}`);
      if (failures.length >= MAX_FAILURES) return;
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, lane) => run(lane)));
  return failures;
}
