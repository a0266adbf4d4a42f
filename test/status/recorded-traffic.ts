import type { ChangeCode } from '@gateway/provider-kit';
import type { RequestRecord } from '../../src/observability/status/records/request-record.js';
import { StatsStore } from '../../src/observability/status/stats/stats-store.js';
import type { StatusUpdate } from '../../src/observability/status/status.service.js';

const MINUTE = 60_000;

/** When the recorded traffic ends: pictures of it are the same at any time. */
export const NOW = Date.UTC(2026, 10, 28, 14, 32, 10);

type Source = Pick<RequestRecord, 'token' | 'group' | 'session' | 'asked' | 'provider' | 'model' | 'rule' | 'pool'> & {
  readonly price: number | undefined;
  readonly changes: readonly ChangeCode[];
};

const TRANSLATED: readonly ChangeCode[] = [
  'cache-control-dropped',
  'attribution-dropped',
  'accounting-field-dropped',
  'effort-adjusted',
  'foreign-thinking-dropped',
  'deferred-tools-dropped',
  'system-message-wrapped',
  'tool-id-mapped',
  'usage-estimated',
  'sampling-dropped',
];

const opus = { asked: 'claude-opus-5-5-20260915[1m]', rule: 'MODEL_MAP claude-opus-*[1m], a prompt over 200k tokens' };
const sonnet = { asked: 'claude-sonnet-5-5', rule: 'BIG_MODEL' };
const haiku = { asked: 'claude-haiku-5-5-20260301', rule: 'MODEL_MAP *haiku*' };
const ada = { token: 'ada.lovelace@engineering.example.com', group: 'platform' };
const grace = { token: 'grace', group: 'platform' };
const ci = { token: 'ci-nightly', group: 'automation' };
const EU = 'eu-west-4';

/** Clients as they are: long names of models and people, tools in parallel, a pool, a server of one's own. */
const SOURCES: readonly Source[] = [
  {
    ...ada,
    ...opus,
    session: '7c1e92d4-0b1f-4f7c-9a52-6d1f5f1c0a11',
    provider: 'azure',
    model: 'gpt-5.4-codex-eastus2',
    pool: 'large',
    price: 4,
    changes: TRANSLATED,
  },
  {
    ...ada,
    ...haiku,
    session: '7c1e92d4-0b1f-4f7c-9a52-6d1f5f1c0a11',
    provider: 'gemini',
    model: 'gemini-3.1-flash-lite-preview-09-2026',
    pool: undefined,
    price: 0.3,
    changes: TRANSLATED.slice(0, 3),
  },
  {
    ...grace,
    ...sonnet,
    session: 'b83a41aa-9d02-4c55-8e6b-0f3f7b1c9d20',
    provider: 'anthropic',
    model: 'claude-sonnet-5-5',
    pool: undefined,
    price: 3,
    changes: [],
  },
  {
    ...ci,
    ...sonnet,
    session: '0e9b7a52-3c6d-4b0e-a9f5-1d2c3b4a5968',
    provider: 'fireworks',
    model: 'accounts/fireworks/models/qwen3-coder-480b-a35b-instruct-0725-preview',
    pool: undefined,
    price: undefined,
    changes: TRANSLATED.slice(1, 7),
  },
] as const;

const FAILURES: readonly Pick<RequestRecord, 'outcome' | 'status' | 'reason'>[] = [
  { outcome: 'overloaded_error', status: 529, reason: 'Overloaded' },
  {
    outcome: 'invalid_request_error',
    status: 400,
    reason:
      'messages.14.content.2: tools.0.custom.input_schema: JSON schema is invalid. It must match JSON Schema draft ' +
      '2020-12 (https://json-schema.org/draft/2020-12). Learn more about tool use at ' +
      'https://docs.example.com/en/docs/tool-use. '.padEnd(240, 'additionalProperties must be false; '),
  },
  { outcome: 'left', status: undefined, reason: undefined },
];

const DEAD_KEY = {
  outcome: 'authentication_error',
  status: 401,
  reason:
    'Incorrect API key provided: sk-***. You can find your API key at https://fireworks.example.com/account/keys.',
};

/** A figure from 0 to 1 that is the same at every run. */
function chance(i: number): number {
  const x = Math.sin(i * 12.9898) * 43_758.5453;
  return x - Math.floor(x);
}

/** A key died: the last requests to one provider fail. */
function failureOf(provider: string, i: number): (typeof FAILURES)[number] | undefined {
  if (provider === 'fireworks' && i > 110) return DEAD_KEY;
  return chance(i + 4) > 0.92 ? FAILURES[Math.floor(chance(i + 9) * FAILURES.length)] : undefined;
}

function recordOf(i: number, at: number): RequestRecord {
  const { price, changes, ...source } = SOURCES[Math.floor(chance(i) * 3.3)]!;
  const failure = failureOf(source.provider, i);
  const input = Math.floor(80 + chance(i + 2) * 9000);
  const cached = Math.floor(chance(i + 1) * 140_000);
  const output = Math.floor(60 + chance(i + 3) * 1900);
  const first = Math.floor(350 + chance(i + 5) ** 3 * 9200);
  const member = source.pool === undefined || chance(i + 11) > 0.2 ? undefined : `gpt-5.4-codex-${EU}`;
  const expense = { input, cached, written: Math.floor(chance(i + 6) * 1200), output };
  const dollars = price === undefined ? 'unknown' : ((input + cached / 10 + output * 5) * price) / 1e6;
  return {
    id: `req_01${String(i).padStart(4, '0')}hq7Z9dQkTnVw3xYb`,
    at,
    ...source,
    model: member ?? source.model,
    agent: chance(i + 12) > 0.8 ? 'explore-codebase' : undefined,
    move:
      member === undefined || chance(i + 13) < 0.5
        ? undefined
        : { from: `azure/${source.model}`, to: `azure/${member}`, reason: 'limit' },
    fallback: undefined,
    outcome: 'ok',
    status: 200,
    reason: undefined,
    stop_reason: chance(i + 6) > 0.35 ? 'tool_use' : 'end_turn',
    upstream_id: `chatcmpl-CqU${i}xYz`,
    stream: true,
    messages: 3 + Math.floor(chance(i + 14) * 120),
    tools: 31,
    ...expense,
    cost: dollars,
    first_token: first,
    duration: first + Math.floor(chance(i + 7) * 34_000),
    changes,
    ...(failure && { ...NOTHING, ...failure }),
  };
}

const NOTHING = {
  input: undefined,
  cached: undefined,
  written: undefined,
  output: undefined,
  cost: undefined,
  first_token: undefined,
  stop_reason: undefined,
  duration: 1240,
};

/** A day of traffic in the shape of recorded traffic, added up by the gateway's own `StatsStore`. */
export function recordedTraffic(count = 150): StatusUpdate {
  const stats = new StatsStore();
  for (let i = 0; i < count; i++) {
    const age = (1 - i / count) ** 3 * 23 * 60 + (count - i) * 0.21;
    stats.add(recordOf(i, Math.floor(NOW - age * MINUTE)));
  }
  const { last: _last, ...snapshot } = stats.show({ seesAll: true }, 0, NOW);
  const route = { reason: 'MODEL_MAP', missing: [], known: { lifecycle: 'live' as const } };
  return {
    ...snapshot,
    version: '0.1.0',
    host: 'gateway-7d9c5b8f6d-x2x7k',
    workers: 4,
    started_at: NOW - 2950 * MINUTE,
    now: NOW,
    state: 'running',
    open: 3,
    viewer: 'default',
    sees_all: true,
    is_demo: false,
    routes: [
      { ...route, asked: '*haiku*', provider: 'gemini', model: 'gemini-3.1-flash-lite-preview-09-2026' },
      { ...route, asked: 'claude-opus-*[1m]', provider: 'pool', model: 'large' },
      { ...route, asked: 'claude-sonnet', provider: 'anthropic', model: 'claude-sonnet-5-5', reason: 'BIG_MODEL' },
      { ...route, asked: '*', provider: 'anthropic', model: '*', reason: 'preferred provider' },
    ],
    corrections: [
      {
        upstream: 'fireworks-chat',
        model: 'accounts/fireworks/models/qwen3-coder-480b-a35b-instruct-0725-preview',
        cause: 'parallel_tool_calls',
        trait: 'parallelTools=false',
        learntAt: NOW - 12 * MINUTE,
        expiresAt: NOW + 48 * MINUTE,
      },
    ],
    providers: {
      anthropic: { status: 'up', requests: 812, failures: 5, failures_in_a_row: 0 },
      azure: { status: 'up', requests: 1420, failures: 31, failures_in_a_row: 0 },
      gemini: { status: 'up', requests: 640, failures: 1, failures_in_a_row: 0 },
      fireworks: {
        status: 'failing',
        requests: 98,
        failures: 9,
        failures_in_a_row: 7,
        last_failure: { at: new Date(NOW - MINUTE).toISOString(), status: 401, type: 'authentication_error' },
      },
    },
  };
}
