import type { ChangeCode } from '@gateway/provider-kit';
import type { PoolMove } from '../../../routing/pools/move-counts.js';
import type { Expense } from '../../cost/spending.js';

/** The data of a finished request for the status page. The content of requests and answers is not included. */
export interface RequestRecord extends Expense {
  readonly id: string;
  /** When it ended, in milliseconds since 1970; times below are in milliseconds too. */
  readonly at: number;
  readonly token: string | undefined;
  readonly group: string | undefined;
  /** In full, as the client sent it. */
  readonly session: string | undefined;
  /** The subagent that sent it. */
  readonly agent: string | undefined;
  readonly asked: string;
  readonly provider: string;
  readonly model: string;
  /** The rule that chose the route. */
  readonly rule: string;
  /** The pool whose member served it. */
  readonly pool: string | undefined;
  /** Its session moved to another member of the pool with it. */
  readonly move: Pick<PoolMove, 'from' | 'to' | 'reason'> | undefined;
  /** `provider/model` of the fallback that served it. */
  readonly fallback: string | undefined;
  /** `ok`, the type of the error, or `left` where the client disconnected before the end. */
  readonly outcome: string;
  readonly status: number | undefined;
  /** The message of the error, with credentials masked. */
  readonly reason: string | undefined;
  readonly stop_reason: string | undefined;
  /** The upstream's own id of the request. */
  readonly upstream_id: string | undefined;
  readonly stream: boolean | undefined;
  /** How many messages and tools the request had. */
  readonly messages: number | undefined;
  readonly tools: number | undefined;
  readonly first_token: number | undefined;
  readonly duration: number;
  readonly changes: readonly ChangeCode[];
}

/** Whether it ended with an error; a client that disconnected is none. */
export function isFailed({ outcome }: Pick<RequestRecord, 'outcome'>): boolean {
  return outcome !== 'ok' && outcome !== 'left';
}
