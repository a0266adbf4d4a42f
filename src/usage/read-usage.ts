import { cleanUsage, type StreamEvent, type Usage } from '@gateway/protocol';

/** What an answer has told of itself so far. */
export interface Account {
  usage?: Partial<Usage>;
  stopReason?: string;
}

/** Reads usage and stop reason from passing events into `account`; figures of the end overwrite those of the start. */
export function readUsage(account: Account, events: readonly StreamEvent[]): void {
  for (const event of events) {
    if (event.type === 'message_start') addFacts(account, { usage: event.message.usage });
    if (event.type === 'message_delta') addFacts(account, { usage: event.usage, stopReason: event.delta.stop_reason });
  }
}

/** Adds what a provider answered about usage and stop reason to `account`; what is no count or no text is left out. */
export function addFacts(account: Account, { usage, stopReason }: { usage?: unknown; stopReason?: unknown }): void {
  if (usage !== undefined) account.usage = { ...account.usage, ...cleanUsage(usage) };
  if (typeof stopReason === 'string') account.stopReason = stopReason;
}
