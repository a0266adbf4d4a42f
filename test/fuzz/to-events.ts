import { isRecord } from '../kit/judge/is-record.js';

/** A whole message as the events of a stream that says the same, for the judge of streams. */
export function toEvents(message: Readonly<Record<string, unknown>>): readonly object[] {
  const { content, stop_reason, stop_sequence, usage } = message;
  const head = { ...message, content: [], stop_reason: null, stop_sequence: null };
  return [
    { type: 'message_start', message: head },
    ...(content as unknown[]).flatMap(toBlockEvents),
    { type: 'message_delta', delta: { stop_reason, stop_sequence }, usage },
    { type: 'message_stop' },
  ];
}

function toBlockEvents(block: unknown, index: number): object[] {
  const { start, deltas } = takeApart(block);
  return [
    { type: 'content_block_start', index, content_block: start },
    ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
    { type: 'content_block_stop', index },
  ];
}

/** What a block starts with, and the deltas that bring the rest. */
function takeApart(block: unknown): { readonly start: unknown; readonly deltas: readonly object[] } {
  if (!isRecord(block)) return { start: block, deltas: [] };
  const { type, text, thinking, signature, input } = block;
  if (type === 'text') return { start: { ...block, text: '' }, deltas: [{ type: 'text_delta', text }] };
  if (type === 'thinking')
    return {
      start: { ...block, thinking: '', signature: '' },
      deltas: [
        { type: 'thinking_delta', thinking },
        { type: 'signature_delta', signature },
      ],
    };
  if (input === undefined) return { start: block, deltas: [] };
  return {
    start: { ...block, input: {} },
    deltas: [{ type: 'input_json_delta', partial_json: JSON.stringify(input) }],
  };
}
