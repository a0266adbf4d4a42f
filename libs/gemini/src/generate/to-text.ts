import type { GeminiPart } from './generate.types.js';

/** The text for a part that Anthropic has no block for; undefined for any other part. */
export function toText({ inlineData, executableCode, codeExecutionResult, fileData }: GeminiPart): string {
  if (executableCode?.code) return fenced(executableCode.code, executableCode.language?.toLowerCase());
  if (codeExecutionResult?.output) return fenced(codeExecutionResult.output);
  const media = inlineData ?? fileData;
  return media === undefined ? '' : `[${media.mimeType ?? 'file'} output omitted]`;
}

function fenced(text: string, language = ''): string {
  return `\n\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;
}
