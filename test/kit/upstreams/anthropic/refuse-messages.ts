import { checkShape } from '../check-shape.js';
import type { JsonObject, Problem } from '../script.types.js';
import { invalid, toProblem } from './anthropic-problems.js';
import { COUNT_BODY, MESSAGES_BODY } from './anthropic.shape.js';

export interface AnthropicBlock {
  type: string;
  text?: string;
  id?: string;
  name?: string;
  input?: JsonObject;
  tool_use_id?: string;
  content?: string | (AnthropicBlock & { encrypted_content?: string; tool_name?: string })[];
  signature?: string;
  source?: { type: string; data?: string };
  citations?: { encrypted_index?: string }[];
}

export interface AnthropicMessage {
  role: 'user' | 'assistant' | 'system';
  content?: string | AnthropicBlock[];
}

export interface AnthropicBody {
  messages: AnthropicMessage[];
  system?: string | { text: string }[];
  tools?: { name: string; type?: string; defer_loading?: boolean }[];
  /** Absent where tokens are counted. */
  max_tokens?: number;
}

/** Why Anthropic would refuse this body, in its words. */
export function refuseMessages(raw: JsonObject, action: 'generate' | 'count'): Problem | undefined {
  const mismatch = checkShape(raw, action === 'count' ? COUNT_BODY : MESSAGES_BODY);
  if (mismatch) return toProblem(mismatch);
  const { messages, max_tokens: limit, tools = [] } = raw as unknown as AnthropicBody;
  if ((limit ?? 0) < 0) return invalid('max_tokens: Input should be greater than or equal to 0');
  if (messages.length === 0) return invalid('messages: at least one message is required');
  if (new Set(tools.map((tool) => tool.name)).size < tools.length) return invalid('tools: Tool names must be unique.');
  const long = tools.findIndex((tool) => !/^[a-zA-Z0-9_-]{1,128}$/.test(tool.name));
  if (long >= 0) return invalid(`tools.${long}.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'`);
  if (messages[0]?.role === 'system')
    return invalid("messages.0: use the top-level 'system' parameter for the initial system prompt");
  if (messages[0]?.role === 'assistant') return invalid('messages: first message must use the "user" role');
  for (const [index, message] of messages.entries()) {
    const problem = refuseBlocks(message, index) ?? refuseResults(messages, index);
    if (problem) return problem;
  }
  return undefined;
}

function refuseBlocks({ role, content }: AnthropicMessage, index: number): Problem | undefined {
  if (content === '' || (Array.isArray(content) && content.length === 0 && role === 'user'))
    return invalid(`messages.${index}: user messages must have non-empty content`);
  for (const [position, block] of blocksOf(content).entries()) {
    const place = `messages.${index}.content.${position}`;
    if (block.type === 'text' && block.text === '') return invalid('messages: text content blocks must be non-empty');
    if (block.type === 'text' && block.citations?.some((citation) => citation.encrypted_index === ''))
      return invalid(`${place}.citations.0: Invalid \`encrypted_index\` in \`citations\``);
    if (block.type === 'thinking' && (block.signature === '' || block.signature?.startsWith('gw1.')))
      return invalid(`${place}: Invalid \`signature\` in \`thinking\` block`);
    if (block.type === 'tool_use' && !/^[a-zA-Z0-9_-]+$/.test(block.id ?? ''))
      return invalid(`${place}.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'`);
    if (block.type === 'web_search_tool_result' && foreignHits(block))
      return invalid(`${place}: Invalid \`encrypted_content\` in \`search_result\` block`);
    const wrongRole = { tool_use: 'assistant', thinking: 'assistant', tool_result: 'user' }[block.type];
    if (wrongRole !== undefined && role !== wrongRole)
      return invalid(`${place}: \`${block.type}\` blocks can only be in \`${wrongRole}\` messages`);
  }
  return undefined;
}

function foreignHits({ content }: AnthropicBlock): boolean {
  return Array.isArray(content) && content.some((hit) => hit.encrypted_content === '');
}

/** Calls are answered in the next user message, its results first; and only what was called is answered. */
function refuseResults(messages: readonly AnthropicMessage[], index: number): Problem | undefined {
  const { role, content } = messages[index]!;
  if (role === 'system') return undefined;
  const blocks = blocksOf(content);
  if (role === 'assistant') {
    const answered = leadingResults(nextTick(messages, index, 1));
    const open = blocks.filter((block) => block.type === 'tool_use' && !answered.includes(block.id ?? ''));
    if (open.length === 0) return undefined;
    const ids = open.map((block) => block.id).join(', ');
    return invalid(
      `messages.${index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${ids}. ` +
        `Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
    );
  }
  const called = nextTick(messages, index, -1).flatMap((block) => (block.type === 'tool_use' ? [block.id] : []));
  const orphan = blocks.findIndex((block) => block.type === 'tool_result' && !called.includes(block.tool_use_id));
  if (orphan < 0) return undefined;
  return invalid(
    `messages.${index}.content.${orphan}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ` +
      `${blocks[orphan]?.tool_use_id}. Each \`tool_result\` block must have a corresponding \`tool_use\` ` +
      `block in the previous message.`,
  );
}

/** The turn before or after, system messages aside; neighbours of one role count as one turn. */
function nextTick(messages: readonly AnthropicMessage[], index: number, step: 1 | -1): AnthropicBlock[] {
  const turn: AnthropicBlock[] = [];
  const own = messages[index]?.role;
  for (let at = index + step; messages[at]; at += step) {
    const { role, content } = messages[at]!;
    if (role === own && turn.length > 0) break;
    if (role === own || role === 'system') continue;
    turn.push(...blocksOf(content));
  }
  return turn;
}

function leadingResults(blocks: readonly AnthropicBlock[]): string[] {
  const end = blocks.findIndex((block) => block.type !== 'tool_result');
  return blocks.slice(0, end < 0 ? undefined : end).map((block) => block.tool_use_id ?? '');
}

export function blocksOf(content: string | AnthropicBlock[] | undefined): AnthropicBlock[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []);
}
