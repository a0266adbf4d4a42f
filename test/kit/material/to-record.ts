import type { RequestRecord } from '../../../src/observability/status/records/request-record.js';

/** A finished request for the status page, with these fields. */
export function toRecord(fields: Partial<RequestRecord> = {}): RequestRecord {
  return {
    id: 'req_1',
    at: 0,
    token: undefined,
    group: undefined,
    session: undefined,
    agent: undefined,
    asked: 'claude-opus-5',
    provider: 'p',
    model: 'm',
    rule: 'BIG_MODEL',
    pool: undefined,
    move: undefined,
    fallback: undefined,
    outcome: 'ok',
    status: 200,
    reason: undefined,
    stop_reason: 'end_turn',
    upstream_id: undefined,
    stream: true,
    messages: 1,
    tools: 0,
    input: 1,
    cached: 0,
    written: 0,
    output: 1,
    cost: 1,
    first_token: 100,
    duration: 200,
    changes: [],
    ...fields,
  };
}
