import type { Part, ToolResult } from './normalized-request.types.js';

/** What a tool result says where only text is taken and there is no flag for errors (contract §5.6). */
export function toResultText(result: ToolResult): string {
  const text = joinText(result.parts);
  const said = text === '' ? '(no output)' : text;
  return result.isError && !/^error/i.test(said) ? `Error: ${said}` : said;
}

/** The text parts of a result, a line each. */
export function joinText(parts: readonly Part[]): string {
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}
