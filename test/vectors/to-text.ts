import { isRecord } from '../kit/judge/is-record.js';

/** The text of a content: a string, a part with `text`, or an array of both; undefined where there is none. */
export function toText(content: unknown): string | undefined {
  if (Array.isArray(content)) return content.map((part) => toText(part) ?? '').join('');
  const text = isRecord(content) ? content.text : content;
  return typeof text === 'string' ? text : undefined;
}
