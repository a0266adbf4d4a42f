import type { ChatDelta } from '../chat.types.js';

/** Reasoning in parts of the content, `{"type":"thinking","thinking":[{"type":"text","text":"…"}]}` (Mistral). */
export function readThoughtParts(content: ChatDelta['content']): string {
  if (!Array.isArray(content)) return '';
  const parts = content as readonly { readonly type?: string; readonly thinking?: unknown }[];
  return parts.flatMap(({ type, thinking }) => (type === 'thinking' ? [toText(thinking)] : [])).join('');
}

function toText(thinking: unknown): string {
  if (typeof thinking === 'string') return thinking;
  if (!Array.isArray(thinking)) return '';
  return (thinking as readonly { readonly text?: unknown }[])
    .map(({ text }) => (typeof text === 'string' ? text : ''))
    .join('');
}
