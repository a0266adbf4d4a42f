import type { ContentBlock, ToolResultBlock, ToolUseBlock, UnknownBlock } from '@gateway/protocol';

type Block = ContentBlock | UnknownBlock;

export function isToolUse(block: Block): block is ToolUseBlock {
  return block.type === 'tool_use';
}

export function isToolResult(block: Block): block is ToolResultBlock {
  return block.type === 'tool_result';
}
