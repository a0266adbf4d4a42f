import type { ApiError } from '@gateway/protocol';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits before a request is repeated: as long as the upstream asks, and a little by chance, so that many clients do
 * not come back at once. Ends early, without an error, when the signal says so.
 */
export async function pauseBefore({ headers }: ApiError, signal: AbortSignal): Promise<void> {
  const asked = Number(headers['retry-after'] ?? 0) * 1000;
  await sleep(asked + 100 + Math.random() * 200, undefined, { signal }).catch(() => undefined);
}
