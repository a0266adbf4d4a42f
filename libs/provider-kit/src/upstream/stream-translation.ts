import { ApiError, MessageWriter, type StreamEvent } from '@gateway/protocol';
import type { Dialect, Translator } from '../dialect.types.js';
import type { ResponseContext } from '../prepare/normalized-request.types.js';

/** The data of the event that ends a stream: OpenAI's own; some proxies close the streams of other dialects with it. */
const END_MARKER = /^\[?done\]?$/i;

/**
 * Words that proxies make data of, comments of others among them (`: OPENROUTER PROCESSING`, `keep-alive`, `ping`). What
 * begins as JSON is a chunk: a broken one is an error, for a part of the answer is lost with it.
 */
const NO_CHUNK = /^(?::|(?!true|false|null)[a-z])/i;

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

  constructor(dialect: Dialect<unknown, unknown>, requested: ResponseContext) {
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
        const data = item.trim();
        if (this.isOver || data === '') continue;
        if (END_MARKER.test(data)) this.translator.end(true);
        else if (!NO_CHUNK.test(data)) this.pushData(data);
      }
    });
  }

  /** The token by which the upstream goes on with this answer; undefined where it is complete. */
  get continuation(): string | undefined {
    return this.isOver ? undefined : this.translator.continuation;
  }

  /** The next part of the answer begins. */
  resume(): void {
    this.translator.resume?.();
  }

  /** What ends the message where the next part of the answer failed; undefined in the middle of a tool call. */
  cutOff(): TranslationResult | undefined {
    if (this.translator.cutOff?.() !== true) return undefined;
    return { events: this.writer.take() };
  }

  /** Handles a stream that ended without its end marker. */
  end(): TranslationResult {
    return this.run(() => {
      if (this.continuation === undefined) this.translator.end(false);
    });
  }

  /** The answer ends here, although the upstream would go on. */
  finish(): TranslationResult {
    return this.run(() => this.translator.end(true));
  }

  /** Translates a whole response at once. */
  whole(chunks: () => readonly unknown[]): TranslationResult {
    return this.run(() => {
      for (const chunk of chunks()) this.push(chunk);
      if (!this.isOver && this.continuation === undefined) this.translator.end(true);
    });
  }

  /** Data that is no object, such as `null`, is no chunk. */
  private pushData(data: string): void {
    const chunk = parseChunk(data);
    if (typeof chunk === 'object' && chunk !== null) this.push(chunk);
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
