import { ApiError, isObject, type JsonObject, type MessagesRequest } from '@gateway/protocol';
import { checkBlocks } from './check-blocks.js';
import { checkTools } from './check-tools.js';
import { checkList, checkOneOf, checkWhole } from './check-value.js';

const ROLES = ['user', 'assistant', 'system'];
const CHOICES = ['auto', 'any', 'tool', 'none'];

/**
 * Checks the shape of a request before anything is sent, in Anthropic's wording; the messages name the field. Unknown
 * fields and unknown blocks are accepted: a newer client sends them. `counting`: the body of count_tokens, which has
 * no `max_tokens`.
 */
export function checkRequest(request: JsonObject, counting: boolean): asserts request is MessagesRequest {
  checkMessages(request.messages);
  if (!counting) checkWhole(request.max_tokens, 'max_tokens', true);
  checkOneOf(request.system, 'system', ['string', 'array']);
  if (Array.isArray(request.system)) checkSystem(request.system);
  for (const field of ['temperature', 'top_p', 'top_k'] as const) checkOneOf(request[field], field, ['number']);
  for (const field of [
    'thinking',
    'tool_choice',
    'output_config',
    'output_format',
    'metadata',
    'context_management',
  ] as const) {
    checkOneOf(request[field], field, ['object']);
  }
  checkThinking(request.thinking as JsonObject | undefined);
  checkOneOf((request.metadata as JsonObject | undefined)?.user_id, 'metadata.user_id', ['string']);
  // Not by its own name: Claude Code takes its effort out where a 400 has that (contract §15.4).
  checkFormat((request.output_config as JsonObject | undefined)?.format, 'output_format');
  checkFormat(request.output_format, 'output_format');
  checkChoice(request.tool_choice as JsonObject | undefined);
  checkEdits(request.context_management);
  checkTools(request.tools);
  checkStops(request.stop_sequences);
  if (request.max_tokens === 0) checkPrewarm(request);
}

function checkMessages(messages: unknown): void {
  if (messages === undefined) throw ApiError.invalid('messages', 'Field required');
  if (!Array.isArray(messages)) throw ApiError.invalid('messages', 'Input should be a valid array');
  if (messages.length === 0) throw ApiError.invalid('messages', 'at least one message is required');
  messages.forEach((message: unknown, i) => {
    const path = `messages.${i}`;
    if (!isObject(message)) throw ApiError.invalid(path, 'Input should be a valid object');
    const { role, content } = message;
    if (role === undefined) throw ApiError.invalid(`${path}.role`, 'Field required');
    if (typeof role !== 'string' || !ROLES.includes(role)) {
      throw ApiError.invalid(`${path}.role`, `Input should be 'user', 'assistant' or 'system'`);
    }
    if (content === undefined && role !== 'system') throw ApiError.invalid(`${path}.content`, 'Field required');
    checkOneOf(content, `${path}.content`, ['string', 'array'], role === 'system');
    if (Array.isArray(content)) checkBlocks(content, `${path}.content`);
  });
}

function checkSystem(blocks: readonly unknown[]): void {
  checkBlocks(blocks, 'system');
  blocks.forEach((block, i) => {
    if ((block as JsonObject).type !== 'text') throw ApiError.invalid(`system.${i}.type`, "Input should be 'text'");
  });
}

function checkThinking(thinking: JsonObject | undefined | null): void {
  if (!thinking) return;
  const { type } = thinking;
  if (typeof type !== 'string') throw ApiError.invalid('thinking.type', 'Field required');
  if (type === 'enabled') checkWhole(thinking.budget_tokens, 'thinking.budget_tokens', true);
}

/** An unknown format is refused, because the gateway could not deliver it. */
function checkFormat(format: unknown, path: string): void {
  checkOneOf(format, path, ['object']);
  if (!isObject(format)) return;
  if (format.type !== 'json_schema') throw ApiError.invalid(`${path}.type`, "Input should be 'json_schema'");
  if (format.schema === undefined) throw ApiError.invalid(`${path}.schema`, 'Field required');
  checkOneOf(format.schema, `${path}.schema`, ['object'], false);
}

function checkChoice(choice: JsonObject | undefined | null): void {
  if (!choice) return;
  const { type } = choice;
  if (typeof type !== 'string') throw ApiError.invalid('tool_choice.type', 'Field required');
  if (!CHOICES.includes(type)) {
    throw ApiError.invalid('tool_choice.type', "Input should be 'auto', 'any', 'tool' or 'none'");
  }
  if (type === 'tool') checkOneOf(choice.name, 'tool_choice.name', ['string'], false);
}

function checkEdits(management: unknown): void {
  if (!isObject(management)) return;
  checkList(management.edits, 'context_management.edits', 'object');
}

function checkStops(sequences: unknown): void {
  if (sequences === undefined || sequences === null) return;
  if (!Array.isArray(sequences)) throw ApiError.invalid('stop_sequences', 'Input should be a valid array');
  sequences.forEach((sequence: unknown, i) => {
    if (typeof sequence !== 'string') throw ApiError.invalid(`stop_sequences.${i}`, 'Input should be a valid string');
    if (sequence.trim() === '') {
      throw ApiError.invalid('stop_sequences', 'each stop sequence must contain non-whitespace');
    }
  });
}

/** What Anthropic refuses together with `max_tokens: 0` (documentation of prompt caching, "Limitations"). */
function checkPrewarm(request: JsonObject): void {
  const { stream, thinking, output_config: config, tool_choice: choice } = request as Partial<MessagesRequest>;
  const conflicts = {
    stream: stream === true,
    thinking: thinking?.type === 'enabled',
    output_format: Boolean(config?.format),
    tool_choice: choice?.type === 'any' || choice?.type === 'tool',
  };
  for (const [field, conflict] of Object.entries(conflicts)) {
    if (conflict) throw ApiError.invalid(field, 'not supported with max_tokens: 0');
  }
}
