import type { CallState } from './call-state.js';

const MAX_ENTRIES = 10_000;
const MAX_AGE = 60 * 60 * 1000;

/**
 * What belongs to tool calls whose state could not travel with the client, because it asked not to think. Least
 * recently used entries go first. It only improves answers: another replica, or this one restarted, does without.
 */
export class SignatureMemory {
  private readonly entries = new Map<string, { state: CallState; until: number }>();

  /** @param now milliseconds, of any clock that only goes forward */
  constructor(private readonly now: () => number = Date.now) {}

  remember(callId: string, state: CallState): void {
    this.put(callId, { state, until: this.now() + MAX_AGE });
    if (this.entries.size <= MAX_ENTRIES) return;
    const [oldest] = this.entries.keys();
    if (oldest !== undefined) this.entries.delete(oldest);
  }

  recall(callId: string): CallState | undefined {
    const entry = this.entries.get(callId);
    if (entry === undefined) return undefined;
    if (entry.until > this.now()) this.put(callId, entry);
    else this.entries.delete(callId);
    return this.entries.get(callId)?.state;
  }

  /** A map keeps the order of insertion, so the last one used is put in anew. */
  private put(callId: string, entry: { state: CallState; until: number }): void {
    this.entries.delete(callId);
    this.entries.set(callId, entry);
  }
}
