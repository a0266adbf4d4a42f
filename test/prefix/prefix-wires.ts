import {
  echoes,
  type FamilyRule,
  knows,
  limits,
  nineLetterIds,
  noUserAfterTool,
  stringsOnly,
  systemFirst,
} from '../kit/upstreams/families/family-rules.js';
import { familyWire } from '../kit/upstreams/families/family.wire.js';
import type { JsonObject, Problem } from '../kit/upstreams/script.types.js';
import { unsupportedParameter } from '../kit/upstreams/openai/openai-problems.js';
import { VERTEX } from '../kit/upstreams/vertex/vertex.wire.js';
import { claudeOnVertex } from '../kit/upstreams/vertex/claude.wire.js';
import type { Wire } from '../kit/upstreams/wire.types.js';
import { ROUTES } from '../kit/harness/wires.js';

/** A way to a model, and what the upstream begins to refuse half way through a session. */
export interface PrefixWire {
  readonly name: string;
  readonly wire: Wire;
  readonly model: string;
  /** The upstream's ids reach the client as they are. */
  readonly forwards: boolean;
  /** Absent: this wire has no corrections. */
  readonly rule?: FamilyRule;
  settings(upstream: string): Record<string, string>;
}

const refuseField =
  (field: string, problem: Problem): FamilyRule =>
  (body) =>
    readPath(body, field) === undefined ? undefined : problem;

const readPath = (body: JsonObject, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as JsonObject | undefined)?.[name], body);

const noCacheKey = refuseField('prompt_cache_key', unsupportedParameter('prompt_cache_key'));

/** What each of the gateway's own wires refuses from half way on. */
const RULES: Readonly<Record<string, FamilyRule>> = {
  'openai-chat': noCacheKey,
  'azure-chat': refuseField('max_completion_tokens', unsupportedParameter('max_completion_tokens')),
  'openai-responses': refuseField('include', {
    status: 400,
    message: 'Encrypted content is not supported with this model.',
    param: 'include',
  }),
  'azure-responses': noCacheKey,
  gemini: ({ generationConfig: config }) =>
    (config as { maxOutputTokens: number }).maxOutputTokens > 32_768
      ? {
          status: 400,
          message:
            'Unable to submit request because it has a maxOutputTokens value of 64000 but the supported range is ' +
            'from 1 (inclusive) to 32769 (exclusive).',
        }
      : undefined,
  vertex: refuseField('generationConfig.thinkingConfig', { status: 400, message: 'Thinking is not supported.' }),
};

const OWN: readonly PrefixWire[] = ROUTES.map((route) => {
  const rule = RULES[route.name];
  return { ...route, model: 'claude-opus-5-5', forwards: route.plugin === 'anthropic', ...(rule && { rule }) };
});

const ON_VERTEX: PrefixWire = {
  name: 'claude on vertex',
  wire: claudeOnVertex,
  model: 'claude-opus-5-5',
  forwards: true,
  rule: refuseField('output_config', { status: 400, message: 'output_config: Extra inputs are not permitted' }),
  settings: (upstream) => ({
    PREFERRED_PROVIDER: 'anthropic',
    USE_VERTEX_AUTH: 'true',
    VERTEX_PROJECT: VERTEX.project,
    VERTEX_LOCATION: VERTEX.location,
    VERTEX_BASE_URL: upstream,
    GCE_METADATA_HOST: upstream.replace('http://', ''),
  }),
};

const FIELDS = ['model', 'messages', 'stream', 'stream_options', 'tools', 'max_tokens'];
const OF_MESSAGES = ['role', 'content', 'tool_calls', 'tool_call_id'];

/** What compatible servers refuse, with the traits that they are thought to have until then. */
const SERVER_RULES: readonly (readonly [string, FamilyRule, string?])[] = [
  ['the system message first', systemFirst({ status: 500, message: 'System message must be at the beginning.' })],
  ['ids of nine letters', nineLetterIds],
  ['no user after a result', noUserAfterTool],
  ['strings only', stringsOnly(() => 'content must be a string')],
  ['its reasoning back', echoes(() => 'The reasoning_content in the thinking mode must be passed back to the API.')],
  [
    'reasoning back with calls',
    echoes((i) => `thinking is enabled but reasoning_content is missing in assistant tool call message at index ${i}`),
  ],
  [
    'no reasoning back',
    knows(FIELDS, OF_MESSAGES, (field, i) => `'messages.${i}' : property '${field}' is unsupported`),
    'reasoningEcho=known',
  ],
  ['a lower limit', limits('max_tokens', 8192, 'Range of max_tokens should be [1, 8192]')],
];

const SERVERS: readonly PrefixWire[] = SERVER_RULES.map(([name, rule, traits]) => ({
  name: `a compatible server: ${name}`,
  wire: familyWire({ name: 'x', rules: [], thoughts: 'reasoning_content' }),
  model: 'x/m',
  forwards: false,
  rule,
  settings: (upstream) => ({
    UPSTREAM_X: 'openai',
    UPSTREAM_X_BASE_URL: `${upstream}/v1`,
    BIG_MODEL: 'x/m',
    SMALL_MODEL: 'x/m',
    ...(traits === undefined ? {} : { UPSTREAM_X_TRAITS: traits }),
  }),
}));

export const PREFIX_WIRES: readonly PrefixWire[] = [...OWN, ON_VERTEX, ...SERVERS];
