import { ApiError, MessageWriter, type StreamEvent } from '@gateway/protocol';
import type { Dialect, Translator } from '../dialect.types.js';
import type { ResponseContext } from '../prepare/normalized-request.types.js';

/** The result of translating one piece of a response. */
export interface TranslationResult {
  readonly events: readonly StreamEvent[];
  /** The value that was thrown after the events, and the chunk that it was thrown for; undefined where there was none. */
  readonly problem?: { readonly thrown: unknown; readonly chunk: unknown };
}

/** The translation of one response: a translator reads the upstream's chunks and MessageWriter writes the events. */
export class StreamTranslation {
  readonly writer: MessageWriter;
  private readonly translator: Translator<unknown>;
  private chunk: unknown;

  constructor(
    private readonly dialect: Dialect<unknown, unknown>,
    requested: ResponseContext,
  ) {
    this.writer = new MessageWriter(requested.writing);
    this.translator = dialect.translator(this.writer, requested);
  }

  /** The message is complete; what an upstream still sends is not read. */
  get isOver(): boolean {
    return this.writer.finished;
  }

  /** Translates the data of the stream's events that one read brought. */
  data(read: () => readonly string[]): TranslationResult {
    return this.run(() => {
      for (const item of read()) {
        if (this.isOver || item.trim() === '') continue;
        if (item === this.dialect.endMarker) this.translator.end(true);
        else this.push(parseChunk(item));
      }
    });
  }

  /** Handles a stream that ended without its end marker. */
  end(): TranslationResult {
    return this.run(() => this.translator.end(false));
  }

  /** Translates a whole response at once. */
  whole(chunks: () => readonly unknown[]): TranslationResult {
    return this.run(() => {
      for (const chunk of chunks()) this.push(chunk);
      if (!this.isOver) this.translator.end(true);
    });
  }

  private push(chunk: unknown): void {
    this.chunk = chunk;
    this.translator.push(chunk);
  }

  /** An error that a translator throws comes after the events that were written before it. */
  private run(say: () => void): TranslationResult {
    try {
      say();
      return { events: this.writer.take() };
    } catch (thrown) {
      return { events: this.writer.take(), problem: { thrown, chunk: this.chunk } };
    }
  }
}

function parseChunk(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch (cause) {
    throw new ApiError('api_error', 'the upstream sent a chunk that is not JSON', { cause });
  }
}
