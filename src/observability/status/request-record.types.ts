import type { ChangeCode } from '@gateway/provider-kit';
import type { Expense } from '../cost/spending.js';

/** What the status page tells of a request that is over. Nothing of what was said. */
export interface RequestRecord extends Expense {
  readonly id: string;
  /** When it ended, in milliseconds since 1970; times below are in milliseconds too. */
  readonly at: number;
  readonly token: string | undefined;
  /** As the client named it, whole. */
  readonly session: string | undefined;
  readonly asked: string;
  readonly provider: string;
  readonly model: string;
  /** `ok`, the type of the error, or `left` where the client did not wait for the end. */
  readonly outcome: string;
  readonly status: number | undefined;
  readonly stop_reason: string | undefined;
  readonly first_token: number | undefined;
  readonly duration: number;
  readonly changes: readonly ChangeCode[];
}
