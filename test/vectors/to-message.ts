import { isRecord } from '../kit/judge/is-record.js';
import { foldDeltas, type StreamEvent } from './read-stream.js';

type Fields = Record<string, unknown>;

/** The message that Anthropic's SDK accumulates from the events of a stream. */
export function toMessage(events: readonly StreamEvent[]): Fields {
  const message: Fields & { content: Fields[] } = { content: [] };
  for (const { type, index, message: start, content_block: block, delta, usage } of foldDeltas(events)) {
    if (type === 'message_start') Object.assign(message, start, { content: [] });
    if (isRecord(block)) message.content.push({ ...block });
    if (type === 'content_block_delta' && isRecord(delta)) addDelta(message.content.at(Number(index)) ?? {}, delta);
    if (type === 'message_delta') Object.assign(message, delta, { usage: mergeUsage(message.usage, usage) });
  }
  return message;
}

function addDelta(block: Fields, delta: Fields): void {
  if (delta.type === 'input_json_delta') block.input = readInput(String(delta.partial_json));
  else if (delta.type === 'citations_delta') block.citations = [block.citations ?? [], delta.citation].flat();
  else if (delta.type === 'signature_delta') block.signature = delta.signature;
  else if (delta.type === 'text_delta') block.text = `${String(block.text)}${String(delta.text)}`;
  else block.thinking = `${String(block.thinking)}${String(delta.thinking)}`;
}

/** An input that was cut short is undefined. */
function readInput(json: string): unknown {
  try {
    return json === '' ? {} : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Figures of the last event overwrite earlier ones where they are given. */
function mergeUsage(start: unknown, end: unknown): Fields {
  const given = Object.entries(isRecord(end) ? end : {}).filter(([, value]) => value !== null && value !== undefined);
  return { ...(isRecord(start) ? start : {}), ...Object.fromEntries(given) };
}
