import { isRecord } from '../kit/is-record.js';

/** The text of a content: a string, a part with `text`, or an array of both. */
export function toText(content: unknown): unknown {
  if (Array.isArray(content)) return content.map((part) => String(toText(part) ?? '')).join('');
  return isRecord(content) ? content.text : content;
}
