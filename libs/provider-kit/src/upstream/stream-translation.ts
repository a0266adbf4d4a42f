import { ApiError, MessageWriter, type StreamEvent } from '@gateway/protocol';
import type { Dialect, Translator } from '../dialect.types.js';
import type { ResponseContext } from '../prepare/normalized-request.types.js';

/** The data of the event that ends a stream: OpenAI's own; some proxies close the streams of other dialects with it. */
const END_MARKER = '[DONE]';

/** What came of a piece of an answer. */
export interface TranslationResult {
  readonly events: readonly StreamEvent[];
  /** What was thrown behind the events, and the chunk that it was thrown for; undefined where there was none. */
  readonly problem?: { readonly thrown: unknown; readonly chunk: unknown };
}

/** One answer being told: the upstream's chunks are translated and written down by the pen. */
export class StreamTranslation {
  readonly writer: MessageWriter;
  private readonly translator: Translator<unknown>;
  private chunk: unknown;

  constructor(dialect: Dialect<unknown, unknown>, requested: ResponseContext) {
    this.writer = new MessageWriter(requested.writing);
    this.translator = dialect.translator(this.writer, requested);
  }

  /** Everything is said; what an upstream may still send is not read. */
  get isOver(): boolean {
    return this.writer.finished;
  }

  /** The data of events of a stream, as one read brought them. */
  data(read: () => readonly string[]): TranslationResult {
    return this.run(() => {
      for (const item of read()) {
        const data = item.trim();
        // A colon begins a comment: some proxies make data of the comments of others.
        if (this.isOver || data === '' || data.startsWith(':')) continue;
        if (data === END_MARKER) this.translator.end(true);
        else this.pushData(data);
      }
    });
  }

  /** The stream has ended without a marker of its end. */
  end(): TranslationResult {
    return this.run(() => this.translator.end(false));
  }

  /** All of an answer at once. */
  whole(chunks: () => readonly unknown[]): TranslationResult {
    return this.run(() => {
      for (const chunk of chunks()) this.push(chunk);
      if (!this.isOver) this.translator.end(true);
    });
  }

  /** Data that is no object, such as `null`, says nothing. */
  private pushData(data: string): void {
    const chunk = parseChunk(data);
    if (typeof chunk === 'object' && chunk !== null) this.push(chunk);
  }

  private push(chunk: unknown): void {
    this.chunk = chunk;
    this.translator.push(chunk);
  }

  /** What a translator throws stands behind what was said before it. */
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
