import type { BlockDelta, StreamEvent } from '@gateway/protocol';

/** One server-sent event as Anthropic frames it. */
export function toFrame(event: { readonly type: string }): string {
  return `event: ${event.type}\ndata: ${toJson(event as StreamEvent)}\n\n`;
}

/** As `JSON.stringify` writes it. A delta, which almost every event is, is joined: that takes a fraction of the time. */
function toJson(event: StreamEvent): string {
  if (event.type !== 'content_block_delta') return JSON.stringify(event);
  return `{"type":"content_block_delta","index":${event.index},"delta":${toDeltaJson(event.delta)}}`;
}

function toDeltaJson(delta: BlockDelta): string {
  if (delta.type === 'text_delta') return `{"type":"text_delta","text":${JSON.stringify(delta.text)}}`;
  if (delta.type === 'thinking_delta') return `{"type":"thinking_delta","thinking":${JSON.stringify(delta.thinking)}}`;
  if (delta.type === 'input_json_delta')
    return `{"type":"input_json_delta","partial_json":${JSON.stringify(delta.partial_json)}}`;
  return JSON.stringify(delta);
}
