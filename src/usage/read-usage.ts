import type { StreamEvent, Usage } from '@gateway/protocol';

/** What an answer has told of itself so far. */
export interface Account {
  usage?: Partial<Usage>;
  stopReason?: string;
}

/** Reads usage and stop reason from passing events into `account`; figures of the end overwrite those of the start. */
export function readUsage(account: Account, events: readonly StreamEvent[]): void {
  for (const event of events) {
    if (event.type === 'message_start') account.usage = event.message.usage;
    if (event.type !== 'message_delta') continue;
    account.usage = { ...account.usage, ...event.usage };
    account.stopReason = event.delta.stop_reason;
  }
}
