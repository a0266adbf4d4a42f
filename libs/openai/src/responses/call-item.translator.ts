import { normaliseArguments, type MessageWriter } from '@gateway/protocol';
import { expandParallel } from './expand-parallel.js';
import type { FunctionCallItem } from './responses.types.js';
import { restOf } from './rest-of.js';

/** Writes one function call to MessageWriter; a wrapper around several is held back and written as the calls in it. */
export class CallItemTranslator {
  private said = '';
  /** The upstream's id of the call. */
  callId: string | undefined;

  constructor(
    private readonly writer: MessageWriter,
    private readonly index: number,
    private readonly wrapper: boolean,
  ) {}

  begin(item: FunctionCallItem): void {
    this.callId = item.call_id ?? this.callId;
    if (!this.wrapper) this.writer.toolCall(this.index, { id: this.callId, name: item.name ?? undefined });
  }

  arguments(piece: string): void {
    this.said += piece;
    if (!this.wrapper) this.writer.toolArguments(this.index, piece);
  }

  wholeArguments(json: string): void {
    this.arguments(restOf(this.said, json));
  }

  end(item: FunctionCallItem): void {
    this.wholeArguments(item.arguments ?? '');
    if (this.wrapper) this.writeWrapped(item);
    else {
      this.begin(item);
      // A call that was cut off is left to the end of the response, where the reason is known.
      if (item.status !== 'incomplete') this.writer.endToolCall(this.index);
    }
  }

  private writeWrapped({ call_id: id, name, status }: FunctionCallItem): void {
    const held = expandParallel(this.said);
    if (held === undefined && status === 'incomplete') return;
    const calls = held ?? [{ name: name ?? '', arguments: normaliseArguments(this.said) }];
    calls.forEach((call, i) => {
      const key = `${this.index}.${i}`;
      this.writer.toolCall(key, { id: id && i > 0 ? `${id}_${i}` : (id ?? undefined), name: call.name });
      this.writer.toolArguments(key, call.arguments);
      this.writer.endToolCall(key);
    });
  }
}
