import type { ChangeCode } from '@gateway/provider-kit';
import type { Expense } from '../cost/spending.js';

/** The data of a finished request for the status page. Content is not included. */
export interface RequestRecord extends Expense {
  readonly id: string;
  /** When it ended, in milliseconds since 1970; times below are in milliseconds too. */
  readonly at: number;
  readonly token: string | undefined;
  /** Of the client. */
  readonly group?: string | undefined;
  /** In full, as the client sent it. */
  readonly session: string | undefined;
  readonly asked: string;
  readonly provider: string;
  readonly model: string;
  /** `ok`, the type of the error, or `left` where the client disconnected before the end. */
  readonly outcome: string;
  readonly status: number | undefined;
  readonly stop_reason: string | undefined;
  readonly first_token: number | undefined;
  readonly duration: number;
  readonly changes: readonly ChangeCode[];
}
