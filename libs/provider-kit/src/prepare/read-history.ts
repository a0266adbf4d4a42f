import type { ContentBlock, MessageParam, Tool, UnknownBlock } from '@gateway/protocol';
import type { ChangeCode } from '../changes.js';

/** A message whose content is always a list of blocks. `index` is its place in the request, for error messages. */
export interface HistoryMessage {
  readonly index: number;
  readonly role: MessageParam['role'];
  readonly blocks: readonly (ContentBlock | UnknownBlock)[];
}

/** Definitions and states of tools that the conversation contains; for each name the last one counts. */
export interface ToolNews {
  readonly added: ReadonlyMap<string, Tool | undefined>;
  readonly removed: ReadonlySet<string>;
}

/**
 * The conversation as input for the next response: strings become text blocks, empty text is removed, a system message
 * with `clear_at` is removed once the user has sent another one (beta), and statements of system messages and tool
 * results about tools are collected.
 */
export function readHistory(
  messages: readonly MessageParam[],
  changes: Set<ChangeCode>,
): { history: HistoryMessage[]; news: ToolNews } {
  const lastUser = messages.findLastIndex(({ role }) => role === 'user');
  const added = new Map<string, Tool | undefined>();
  const removed = new Set<string>();
  const add = (name: string, definition?: Tool): void => {
    removed.delete(name);
    added.set(name, definition ?? added.get(name));
  };
  const history: HistoryMessage[] = [];
  messages.forEach(({ role, content, clear_at: clearAt }, index) => {
    if (clearAt === 'next_user_message' && lastUser > index) return;
    const given = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : (content ?? []);
    const blocks = given.filter((block) => {
      if ('cache_control' in block) changes.add('cache-control-dropped');
      readToolNews(block, add, removed);
      const empty = block.type === 'text' && block.text === '';
      if (empty) changes.add('empty-block-dropped');
      return !empty;
    });
    if (blocks.length > 0) history.push({ index, role, blocks });
  });
  return { history, news: { added, removed } };
}

function readToolNews(
  block: ContentBlock | UnknownBlock,
  add: (name: string, definition?: Tool) => void,
  removed: Set<string>,
): void {
  if (block.type === 'tool_result') {
    for (const part of Array.isArray(block.content) ? (block.content as readonly ContentBlock[]) : []) {
      if (part.type === 'tool_reference') add(part.tool_name);
    }
    return;
  }
  if (block.type !== 'tool_addition' && block.type !== 'tool_removal') return;
  const tool = block.tool as { type?: string; name?: string; tool_name?: string; definition?: Tool } | undefined;
  const name = tool?.definition?.name ?? tool?.name ?? tool?.tool_name;
  if (name === undefined || tool?.type === 'mcp_tool_reference' || tool?.type === 'mcp_toolset_reference') return;
  if (block.type === 'tool_addition') add(name, tool?.definition);
  else removed.add(name);
}
