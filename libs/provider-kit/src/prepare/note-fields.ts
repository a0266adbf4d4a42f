import { ApiError, type JsonObject, type MessagesRequest } from '@gateway/protocol';
import type { Call } from '../provider.types.js';

/** Fields that are translated, read by a dialect, or answered by the gateway. */
const CARRIED = new Set([
  'safeguards',
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
  'tags',
  'data_flow',
  'resumption',
  'block_binding',
  'fallbacks',
  'billing_policy',
  'fallback_credit_token',
  'speed',
]);

export interface FieldOptions {
  /** Its name in errors. */
  readonly upstream: string;
  /** The request is counted: nothing is promised for its answer (contract §18). */
  readonly counting: boolean;
}

/**
 * Notes which top-level fields are not sent, and refuses those whose effect only Anthropic can provide (contract §4,
 * §24).
 */
export function noteFields({ request, headers, changes, isJudged = false }: Call, options: FieldOptions): void {
  const { upstream, counting } = options;
  if (!counting) refuseThread(request);
  if (!counting && !isJudged && isFilledList(request.safeguards)) throw safeguardsRefused();
  const refuse = (field: string, what: string): never => {
    throw ApiError.invalid(field, `${what} not supported by the ${upstream} backend (model ${request.model})`);
  };
  if ((request.mcp_servers ?? []).length > 0) refuse('mcp_servers', 'MCP servers are');
  if (request.compaction !== undefined && request.compaction !== null) refuse('compaction', 'compaction is');
  const container = request.container as JsonObject | string | null | undefined;
  const skills = typeof container === 'object' ? container?.skills : undefined;
  if (isFilledList(skills)) refuse('container.skills', 'skills are');
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

/**
 * A continued thread brings only its new messages: an answer to these alone would have no memory. The SDK sends the
 * whole conversation after this 404 (contract §28).
 */
function refuseThread({ thread }: MessagesRequest): void {
  if ((thread as JsonObject | null | undefined)?.type !== 'continue') return;
  throw new ApiError('not_found_error', 'this gateway keeps no threads; send the whole conversation', {
    details: { error_code: 'thread_not_found' },
  });
}

/** The form on which Claude Code judges by itself from then on (contract §27.1). */
function safeguardsRefused(): ApiError {
  return ApiError.invalid('safeguards', 'Extra inputs are not permitted');
}

function isFilledList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function hasTaskBudget({ output_config: config }: MessagesRequest): boolean {
  return Boolean((config as JsonObject | null | undefined)?.task_budget);
}

function checkFormats({ output_config: config, output_format: format }: MessagesRequest): void {
  if (!config?.format || !format || JSON.stringify(config.format) === JSON.stringify(format)) return;
  throw ApiError.invalid('output_format', 'given twice, and differently; give it once');
}
