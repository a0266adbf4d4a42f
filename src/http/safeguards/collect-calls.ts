import type { StreamEvent } from '@gateway/protocol';
import type { JudgedCall } from './judged-calls.types.js';

/** Collects the tool calls of an answer from its events, as they pass. */
export class CallCollector {
  private readonly open = new Map<number, { readonly id: string; readonly name: string; input: string }>();

  add(event: StreamEvent): void {
    if (event.type === 'content_block_start' && event.content_block.type === 'tool_use') {
      const { id, name } = event.content_block;
      this.open.set(event.index, { id, name, input: '' });
    }
    if (event.type !== 'content_block_delta' || event.delta.type !== 'input_json_delta') return;
    const call = this.open.get(event.index);
    if (call !== undefined) call.input += event.delta.partial_json;
  }

  get calls(): readonly JudgedCall[] {
    return [...this.open.values()];
  }
}
