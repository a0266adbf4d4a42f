import { setTimeout as sleep } from 'node:timers/promises';
import type { Gate } from '@gateway/provider-kit';
import { Observable } from 'rxjs';

/**
 * Plays a script: one item every `beat` milliseconds, each only once the gate is open. Empty items are skipped.
 * Unsubscribing stops it at once.
 */
export function playScript<T>(script: Iterable<readonly T[]>, gate: Gate, heartbeat: number): Observable<readonly T[]> {
  return new Observable((subscriber) => {
    const left = new AbortController();
    const { signal } = left;
    const play = async (): Promise<void> => {
      for (const item of script) {
        if (item.length === 0) continue;
        if (heartbeat > 0) await sleep(heartbeat, undefined, { signal });
        await gate.wait();
        if (signal.aborted) return;
        subscriber.next(item);
      }
      subscriber.complete();
    };
    play().catch((error: unknown) => {
      if (!signal.aborted) subscriber.error(error);
    });
    return () => {
      left.abort();
      gate.open();
    };
  });
}
