import { ApiError, type MessageWriter, type Usage } from '@gateway/protocol';
import type { Translator } from '@gateway/provider-kit';
import type { AcmeChunk } from './acme.types.js';

const STOP_REASONS = { stop: 'end_turn', length: 'max_tokens', calls: 'tool_use', filter: 'refusal' } as const;

/** Says to the pen what an answer of Acme's says. */
export class AcmeTranslator implements Translator<AcmeChunk> {
  private done: AcmeChunk['done'];

  constructor(private readonly writer: MessageWriter) {}

  push({ text = '', calls = [], done, usage, error }: AcmeChunk): void {
    if (error !== undefined) throw new ApiError('api_error', `[acme] ${error}`);
    this.writer.text(text);
    for (const { id, name, arguments: json } of calls) {
      this.writer.toolCall(id, { id, name });
      this.writer.toolArguments(id, json);
      this.writer.endToolCall(id);
    }
    this.done ??= done;
    if (usage !== undefined) this.writer.usage(toUsage(usage));
  }

  end(): void {
    // An end is never made up: the client asks again when it hears of this.
    if (this.done === undefined)
      throw new ApiError('api_error', '[acme] the stream ended before the response was complete');
    this.writer.stop(STOP_REASONS[this.done]);
    this.writer.finish();
  }
}

function toUsage({ input, cached, output }: NonNullable<AcmeChunk['usage']>): Partial<Usage> {
  return { input_tokens: input - cached, cache_read_input_tokens: cached, output_tokens: output };
}
