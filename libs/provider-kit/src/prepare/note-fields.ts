import { ApiError, type JsonObject, type MessagesRequest } from '@gateway/protocol';
import type { Call } from '../provider.types.js';

/** Fields that are translated, or read by a dialect. */
const CARRIED = new Set([
  'model',
  'messages',
  'max_tokens',
  'system',
  'stream',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
  'output_format',
  'temperature',
  'top_p',
  'top_k',
  'stop_sequences',
  'metadata',
  'service_tier',
  'mcp_servers',
  'compaction',
  'cache_control',
  'context_management',
  'container',
  'betas',
]);

/** Fields that concern Anthropic's accounting, placement and optimisation alone. */
const ACCOUNTING = new Set([
  'inference_geo',
  'diagnostics',
  'thread',
  'fallbacks',
  'billing_policy',
  'fallback_credit_token',
  'speed',
]);

/**
 * Notes which top-level fields are not sent, and refuses those whose effect only Anthropic can provide (contract §4,
 * §24).
 */
export function noteFields({ request, headers, changes }: Call, upstream: string): void {
  const refuse = (field: string, what: string): never => {
    throw ApiError.invalid(field, `${what} not supported by the ${upstream} backend (model ${request.model})`);
  };
  if ((request.mcp_servers ?? []).length > 0) refuse('mcp_servers', 'MCP servers are');
  if (request.compaction !== undefined && request.compaction !== null) refuse('compaction', 'compaction is');
  const container = request.container as JsonObject | string | null | undefined;
  const skills = typeof container === 'object' ? container?.skills : undefined;
  if (Array.isArray(skills) && skills.length > 0) refuse('container.skills', 'skills are');
  checkFormats(request);
  if (container || hasTaskBudget(request)) changes.add('accounting-field-dropped');
  if (request.betas || headers['anthropic-beta']) changes.add('beta-dropped');
  if (request.cache_control) changes.add('cache-control-dropped');
  if (request.context_management) changes.add('context-management-dropped');
  for (const field of Object.keys(request)) {
    if (ACCOUNTING.has(field)) changes.add('accounting-field-dropped');
    else if (!CARRIED.has(field)) changes.add('unknown-field-dropped');
  }
}

function hasTaskBudget({ output_config: config }: MessagesRequest): boolean {
  return Boolean((config as JsonObject | null | undefined)?.task_budget);
}

function checkFormats({ output_config: config, output_format: format }: MessagesRequest): void {
  if (!config?.format || !format || JSON.stringify(config.format) === JSON.stringify(format)) return;
  throw ApiError.invalid('output_format', 'conflicts with output_config.format; give one of them');
}
