import { isRecord } from '../kit/judge/is-record.js';
import { readFrames } from '@gateway/testing';

/** The data of one event. */
export type StreamEvent = Readonly<Record<string, unknown>>;

/** The parts of a delta that are concatenated when deltas are folded. */
const TEXTS = ['text', 'thinking', 'partial_json'];

/** The events of a stream, pings left out. */
export function readStream(stream: string): readonly StreamEvent[] {
  return readFrames(stream)
    .frames.map(({ data }) => data)
    .filter(isRecord)
    .filter(({ type }) => type !== 'ping');
}

/** The events with neighbouring deltas of one block and one type folded into one, so that chunking does not matter. */
export function foldDeltas(events: readonly StreamEvent[]): readonly StreamEvent[] {
  const folded: StreamEvent[] = [];
  for (const event of events) {
    const last = folded.at(-1);
    if (last !== undefined && canFold(last, event)) folded[folded.length - 1] = fold(last, event);
    else folded.push(event);
  }
  return folded;
}

function canFold(last: StreamEvent, event: StreamEvent): boolean {
  if (!isRecord(last.delta) || !isRecord(event.delta) || last.index !== event.index) return false;
  return last.delta.type === event.delta.type && TEXTS.some((name) => isRecord(last.delta) && name in last.delta);
}

function fold(last: StreamEvent, event: StreamEvent): StreamEvent {
  const delta = { ...(last.delta as Record<string, unknown>) };
  for (const [name, value] of Object.entries(event.delta as Record<string, unknown>))
    if (TEXTS.includes(name)) delta[name] = String(delta[name]) + String(value);
  return { ...last, delta };
}
