import { builtInModels } from '@gateway/testing';
import { findMakersPrice } from '../../src/observability/cost/find-price.js';
import { toCost } from '../../src/observability/cost/to-cost.js';
import { StatsStore } from '../../src/observability/status/stats-store.js';
import type { RequestRecord } from '../../src/observability/status/request-record.types.js';
import type { StatusUpdate } from '../../src/observability/status/status.service.js';

const MINUTE = 60_000;

/** Who asks for what in the invented hour. */
const PEOPLE = [
  {
    token: 'ada',
    session: '7c1e92d4-0b1f-4f7c',
    requestedModel: 'claude-opus-5-5',
    provider: 'openai',
    model: 'gpt-5.4',
  },
  {
    token: 'ada',
    session: '7c1e92d4-0b1f-4f7c',
    requestedModel: 'claude-haiku-5-5',
    provider: 'gemini',
    model: 'gemini-2.5-flash',
  },
  {
    token: 'grace',
    session: 'b83a41aa-9d02-4c55',
    requestedModel: 'claude-sonnet-5-5',
    provider: 'openai',
    model: 'gpt-5-mini',
  },
  { token: 'ci', session: undefined, requestedModel: 'claude-sonnet-5-5', provider: 'vllm', model: 'qwen3-coder' },
] as const;

/** A figure from 0 to 1 that is the same at every run. */
function chance(i: number): number {
  const x = Math.sin(i * 12.9898) * 43_758.5453;
  return x - Math.floor(x);
}

function inventRecord(i: number, at: number): RequestRecord {
  const { token, session, requestedModel: requested, provider, model } = PEOPLE[Math.floor(chance(i) * 3.2)]!;
  const cached = Math.floor(chance(i + 1) * 90_000);
  const usage = {
    input_tokens: Math.floor(800 + chance(i + 2) * 9000),
    cache_read_input_tokens: cached,
    output_tokens: Math.floor(60 + chance(i + 3) * 1900),
  };
  const price = findMakersPrice(builtInModels, model, '2026-11-28');
  const failed = chance(i + 4) > 0.96;
  const first = Math.floor(350 + chance(i + 5) ** 3 * 4200);
  return {
    id: `req_${i}`,
    at,
    token,
    session,
    asked: requested,
    provider,
    model,
    outcome: failed ? 'overloaded_error' : 'ok',
    status: failed ? 529 : 200,
    stop_reason: failed ? undefined : chance(i + 6) > 0.35 ? 'tool_use' : 'end_turn',
    input: failed ? undefined : usage.input_tokens,
    cached: failed ? undefined : cached,
    written: failed ? undefined : 0,
    output: failed ? undefined : usage.output_tokens,
    cost: failed ? undefined : price === undefined ? 'unknown' : toCost(usage, price),
    first_token: failed ? undefined : first,
    duration: first + Math.floor(chance(i + 7) * 9000),
    changes: provider === 'openai' && chance(i + 8) > 0.6 ? ['sampling-dropped'] : [],
  };
}

/** An hour of invented requests, added up by the gateway's own `StatsStore`: what the page shows in its picture. */
export function inventHour(now: number): StatusUpdate {
  const stats = new StatsStore();
  for (let i = 0; i < 150; i++) {
    stats.add(inventRecord(i, now - Math.floor((150 - i) * 0.39 * MINUTE)));
  }
  const { last: _last, ...snapshot } = stats.show(undefined, 0);
  const route = { reason: 'MODEL_MAP', missing: [], known: { lifecycle: 'live' as const } };
  return {
    version: '0.1.0',
    started_at: now - 187 * MINUTE,
    now,
    state: 'running',
    open: 3,
    viewer: 'default',
    sees_all: true,
    is_demo: false,
    routes: [
      { ...route, asked: '*haiku*', provider: 'gemini', model: 'gemini-2.5-flash' },
      { ...route, asked: 'claude-opus', provider: 'openai', model: 'gpt-5.4', reason: 'BIG_MODEL' },
      { ...route, asked: 'claude-sonnet', provider: 'openai', model: 'gpt-5.4', reason: 'BIG_MODEL' },
      { ...route, asked: '*', provider: 'openai', model: '*', reason: 'preferred provider' },
    ],
    corrections: [],
    providers: {
      openai: { status: 'up', requests: 98, failures: 5, failures_in_a_row: 0 },
      gemini: { status: 'up', requests: 52, failures: 1, failures_in_a_row: 0 },
    },
    ...snapshot,
  };
}
