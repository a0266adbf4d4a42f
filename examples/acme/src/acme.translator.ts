import { ApiError, type MessageWriter, type Usage } from '@gateway/protocol';
import type { Translator } from '@gateway/provider-kit';
import type { AcmeChunk } from './acme.types.js';

const STOP_REASONS = { stop: 'end_turn', length: 'max_tokens', calls: 'tool_use', filter: 'refusal' } as const;

/** Writes what a chunk of Acme's reply contains to the `MessageWriter`. */
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
    // An end is never made up: the client asks again when it receives this error.
    if (this.done === undefined) throw new ApiError('api_error', '[acme] the stream ended before the answer did');
    this.writer.stop(STOP_REASONS[this.done]);
    this.writer.finish();
  }
}

function toUsage({ input, cached, output }: NonNullable<AcmeChunk['usage']>): Partial<Usage> {
  return { input_tokens: input - cached, cache_read_input_tokens: cached, output_tokens: output };
}
