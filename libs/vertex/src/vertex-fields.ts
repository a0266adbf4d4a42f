import type { FieldPolicy } from '@gateway/anthropic';
import type { ChangeCode } from '@gateway/provider-kit';

const TAKEN: FieldPolicy = { policy: 'taken' };
const ACCOUNTING: FieldPolicy = { policy: 'dropped', change: 'accounting-field-dropped' };

/**
 * Top-level fields of a request to Claude on Vertex AI, as of 2026-11; any other is a 400 "Extra inputs are not
 * permitted" there. Sources: Google's and Anthropic's pages "Claude on Vertex AI" (the Messages API without what runs
 * in Anthropic's own services), and the reports named at each row.
 */
export const VERTEX_FIELDS: ReadonlyMap<string, FieldPolicy> = new Map<string, FieldPolicy>([
  // The endpoint itself writes these two.
  ['model', TAKEN],
  ['anthropic_version', TAKEN],
  ['messages', TAKEN],
  ['system', TAKEN],
  ['max_tokens', TAKEN],
  ['metadata', TAKEN],
  ['stop_sequences', TAKEN],
  ['stream', TAKEN],
  ['temperature', TAKEN],
  ['top_k', TAKEN],
  ['top_p', TAKEN],
  ['thinking', TAKEN],
  ['tools', TAKEN],
  ['tool_choice', TAKEN],
  // Without these the response would be a different one: where Vertex refuses them, the client must know.
  ['safeguards', TAKEN],
  ['compaction', TAKEN],
  ['output_format', TAKEN],
  ['mcp_servers', { ...ACCOUNTING, essential: (servers) => !Array.isArray(servers) || servers.length > 0 }],
  ['container', { ...ACCOUNTING, essential: (container) => typeof container === 'object' && container !== null }],
  ['thread', { ...ACCOUNTING, essential: (thread) => (thread as { type?: unknown } | null)?.type === 'continue' }],
  // anthropics/claude-code#21612
  ['context_management', { policy: 'optional', change: 'context-management-dropped' }],
  // OpenHands/software-agent-sdk#1630: refused for claude-sonnet-4-5, taken by newer models
  [
    'output_config',
    {
      policy: 'optional',
      change: 'effort-adjusted',
      essential: (config) => (config as { format?: unknown } | null)?.format !== undefined,
    },
  ],
  // Caching without breakpoints is Anthropic's own (dust-tt/dust#27109, langchain-ai/langchain-google#1612).
  ['cache_control', { policy: 'dropped', change: 'cache-control-dropped' }],
  // contract §4
  ['tags', ACCOUNTING],
  ['data_flow', ACCOUNTING],
  ['resumption', ACCOUNTING],
  ['block_binding', ACCOUNTING],
  ['diagnostics', ACCOUNTING],
  ['fallbacks', ACCOUNTING],
  ['billing_policy', ACCOUNTING],
  ['fallback_credit_token', ACCOUNTING],
  ['inference_geo', ACCOUNTING],
  ['service_tier', ACCOUNTING],
  ['speed', ACCOUNTING],
  ['betas', { policy: 'dropped', change: 'beta-dropped' }],
]);

/** Inner fields that a response does not need, wherever they are. */
export const VERTEX_INNER_FIELDS: ReadonlyMap<string, ChangeCode> = new Map<string, ChangeCode>([
  ['allowed_callers', 'inner-field-dropped'],
  ['defer_loading', 'inner-field-dropped'],
  ['display', 'inner-field-dropped'],
  ['eager_input_streaming', 'inner-field-dropped'],
  ['effort', 'effort-adjusted'],
  ['input_examples', 'inner-field-dropped'],
  ['output_config', 'effort-adjusted'],
  ['scope', 'cache-control-dropped'],
  ['task_budget', 'accounting-field-dropped'],
  ['toolset_name', 'inner-field-dropped'],
  ['transformations', 'inner-field-dropped'],
  ['ttl', 'cache-control-dropped'],
]);
