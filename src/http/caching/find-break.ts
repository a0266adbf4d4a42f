import type { Usage } from '@gateway/protocol';
import type { BreakReason } from './cache-breaks.js';
import { findDifference, type PromptHashes } from './prompt-hashes.js';

/** What is remembered of a conversation's last turn. */
export interface WatchedTurn {
  /** `provider/model`: prompts of different ones are not compared. */
  readonly target: string;
  readonly client: PromptHashes;
  /** Absent where the client's bytes are forwarded. */
  readonly sent: PromptHashes | undefined;
  /** Of the prompt's tokens that were read from a cache, from 0 to 1; undefined where the upstream reported none. */
  readonly share: number | undefined;
}

export interface FoundBreak {
  readonly reason: BreakReason;
  /** `tools`, `system`, `message n`; undefined where nothing differs. */
  readonly part: string | undefined;
}

/** A share below this part of the former one has fallen. */
const FALLEN = 0.5;
/** Upstreams cache prompts from about 1,000 tokens on. */
const LEAST_TOKENS = 2000;

/** Why the cache of a turn is worse than that of the turn before; undefined where it is not. */
export function findBreak(former: WatchedTurn, present: WatchedTurn): FoundBreak | undefined {
  if (former.target !== present.target) return undefined;
  const byClient = findDifference(former.client, present.client);
  const inSent = former.sent && present.sent && findDifference(former.sent, present.sent);
  if (inSent !== undefined && byClient === undefined) return { reason: 'translation', part: inSent };
  if ((present.share ?? 1) >= (former.share ?? 0) * FALLEN) return undefined;
  return byClient === undefined ? { reason: 'upstream', part: undefined } : { reason: 'client', part: byClient };
}

/** The cached share of a prompt; undefined for a short one, or where nothing is known. */
export function toCachedShare(usage: Partial<Usage> | undefined): number | undefined {
  const {
    input_tokens: input = 0,
    cache_read_input_tokens: read = 0,
    cache_creation_input_tokens: written = 0,
  } = usage ?? {};
  const total = input + read + written;
  return total < LEAST_TOKENS ? undefined : read / total;
}
