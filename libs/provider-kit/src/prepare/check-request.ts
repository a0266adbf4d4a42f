import { ApiError, type JsonObject, type MessagesRequest } from '@gateway/protocol';

const ROLES = ['user', 'assistant', 'system'];

/** Required fields of the blocks that are read by name; all strings. */
const BLOCK_FIELDS: Readonly<Record<string, readonly string[]>> = {
  text: ['text'],
  tool_use: ['id', 'name'],
  server_tool_use: ['id', 'name'],
  tool_result: ['tool_use_id'],
  thinking: ['thinking'],
  search_result: ['source', 'title'],
  tool_reference: ['tool_name'],
};

/**
 * Checks the shape of a request before anything is sent, in Anthropic's wording; the messages name the field.
 * Unknown fields and unknown blocks pass: a client of tomorrow sends them. `counting`: the body of count_tokens,
 * which has no `max_tokens`.
 */
export function checkRequest(request: JsonObject, counting: boolean): asserts request is MessagesRequest {
  checkMessages(request.messages);
  if (!counting) checkWhole(request.max_tokens, 'max_tokens', true);
  checkOneOf(request.system, 'system', ['string', 'array']);
  if (Array.isArray(request.system)) checkBlocks(request.system, 'system');
  for (const field of ['temperature', 'top_p', 'top_k']) checkOneOf(request[field], field, ['number']);
  for (const field of ['thinking', 'tool_choice', 'output_config', 'output_format', 'metadata']) {
    checkOneOf(request[field], field, ['object']);
  }
  checkThinking(request.thinking as JsonObject | undefined);
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

function checkBlocks(blocks: readonly unknown[], path: string): void {
  blocks.forEach((block, i) => {
    const at = `${path}.${i}`;
    if (!isObject(block)) throw ApiError.invalid(at, 'Input should be a valid object');
    const { type } = block;
    if (type === undefined) throw ApiError.invalid(`${at}.type`, 'Field required');
    if (typeof type !== 'string') throw ApiError.invalid(`${at}.type`, 'Input should be a valid string');
    for (const field of BLOCK_FIELDS[type] ?? []) {
      if (block[field] === undefined) throw ApiError.invalid(`${at}.${type}.${field}`, 'Field required');
      if (typeof block[field] !== 'string')
        throw ApiError.invalid(`${at}.${type}.${field}`, 'Input should be a valid string');
    }
    if (type === 'tool_result') {
      checkOneOf(block.content, `${at}.tool_result.content`, ['string', 'array']);
      if (Array.isArray(block.content)) checkBlocks(block.content, `${at}.tool_result.content`);
    }
    if ((type === 'image' || type === 'document') && !isObject(block.source)) {
      throw ApiError.invalid(`${at}.${type}.source`, 'Field required');
    }
  });
}

function checkThinking(thinking: JsonObject | undefined | null): void {
  if (!thinking) return;
  const { type } = thinking;
  if (typeof type !== 'string') throw ApiError.invalid('thinking.type', 'Field required');
  if (type === 'enabled') checkWhole(thinking.budget_tokens, 'thinking.budget_tokens', true);
}

function checkTools(tools: unknown): void {
  if (tools === undefined || tools === null) return;
  if (!Array.isArray(tools)) throw ApiError.invalid('tools', 'Input should be a valid array');
  tools.forEach((tool: unknown, i) => {
    if (!isObject(tool)) throw ApiError.invalid(`tools.${i}`, 'Input should be a valid object');
    checkOneOf(tool.type, `tools.${i}.type`, ['string']);
    const custom = tool.type === undefined || tool.type === null || tool.type === 'custom';
    if (custom && tool.name === undefined) throw ApiError.invalid(`tools.${i}.name`, 'Field required');
    checkOneOf(tool.name, `tools.${i}.name`, ['string']);
    checkOneOf(tool.description, `tools.${i}.description`, ['string']);
    checkOneOf(tool.input_schema, `tools.${i}.input_schema`, ['object']);
  });
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
    'output_config.format': Boolean(config?.format),
    tool_choice: choice?.type === 'any' || choice?.type === 'tool',
  };
  for (const [field, conflict] of Object.entries(conflicts)) {
    if (conflict) throw ApiError.invalid(field, 'not supported with max_tokens: 0');
  }
}

function checkWhole(value: unknown, path: string, required: boolean): void {
  if (value === undefined || value === null) {
    if (required) throw ApiError.invalid(path, 'Field required');
    return;
  }
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw ApiError.invalid(path, 'Input should be a valid integer');
  if (value < 0) throw ApiError.invalid(path, 'Input should be greater than or equal to 0');
}

function checkOneOf(value: unknown, path: string, kinds: readonly string[], nullable = true): void {
  if (value === undefined || (value === null && nullable)) return;
  const kind = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  if (!kinds.includes(kind)) throw ApiError.invalid(path, `Input should be a valid ${kinds.join(' or ')}`);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
