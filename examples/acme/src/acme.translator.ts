import { ApiError, type MessageWriter } from '@gateway/protocol';
import type { Translator } from '@gateway/provider-kit';
import type { AcmeChunk } from './acme.types.js';

const STOP_REASONS = { stop: 'end_turn', length: 'max_tokens', calls: 'tool_use' } as const;

/** Says to the pen what an answer of Acme's says. */
export class AcmeTranslator implements Translator<AcmeChunk> {
  private done: AcmeChunk['done'];

  constructor(private readonly writer: MessageWriter) {}

  push({ text = '', calls = [], done, usage }: AcmeChunk): void {
    this.writer.text(text);
    for (const { id, name, arguments: json } of calls) {
      this.writer.toolCall(id, { id, name });
      this.writer.toolArguments(id, json);
      this.writer.endToolCall(id);
    }
    this.done ??= done;
    if (usage !== undefined) this.writer.usage({ input_tokens: usage.input, output_tokens: usage.output });
  }

  end(): void {
    // An end is never made up: the client asks again when it hears of this.
    if (this.done === undefined) throw new ApiError('api_error', '[acme] the stream ended before the answer did');
    this.writer.stop(STOP_REASONS[this.done]);
    this.writer.finish();
  }
}
