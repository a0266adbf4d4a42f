import type { Part, ToolResult } from './normalized-request.types.js';

/** A tool result as text, for upstreams that accept only text and have no error flag (contract §5.6). */
export function toResultText(result: ToolResult): string {
  const text = joinText(result.parts);
  const said = text === '' ? '(no output)' : text;
  return result.isError && !/^error/i.test(said) ? `Error: ${said}` : said;
}

/** The text parts of a result, a line each. */
export function joinText(parts: readonly Part[]): string {
  const [only] = parts;
  // Not joined: a text that is copied would be copied again when it is written.
  if (parts.length === 1) return only?.type === 'text' ? only.text : '';
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}
