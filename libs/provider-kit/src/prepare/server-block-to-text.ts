import type { ContentBlock, UnknownBlock, WebSearchResult } from '@gateway/protocol';

/** Whether a block is a call of a server tool, or its result. */
export function isServerBlock({ type }: { readonly type: string }): boolean {
  return type === 'server_tool_use' || type === 'mcp_tool_use' || type.endsWith('_tool_result');
}

/**
 * A server tool's call or result of an earlier response, as text of the assistant: no other upstream accepts such
 * blocks. `[web_search: {"query":"…"}]`, then `[web_search results]` with a line for each hit.
 */
export function serverBlockToText(block: ContentBlock | UnknownBlock): string {
  const { type, name, input, content } = block as UnknownBlock;
  if (type === 'server_tool_use' || type === 'mcp_tool_use')
    return `[${typeof name === 'string' ? name : type}: ${JSON.stringify(input ?? {})}]`;
  const tool = type.replace(/_tool_result$/, '');
  const code = (content as { error_code?: unknown } | null | undefined)?.error_code;
  if (typeof code === 'string') return `[${tool} failed: ${code}]`;
  const lines = Array.isArray(content) ? content.map(toLine) : [content === undefined ? '' : JSON.stringify(content)];
  return [`[${tool} results]`, ...lines].join('\n');
}

function toLine(item: unknown): string {
  const { type, title, url, text } = (item ?? {}) as Partial<Record<keyof WebSearchResult | 'text', unknown>>;
  if (type === 'web_search_result' && typeof url === 'string')
    return `- ${typeof title === 'string' ? title : url} (${url})`;
  return typeof text === 'string' ? text : JSON.stringify(item);
}
