import { ApiError } from '@gateway/protocol';
import { createParser, type EventSourceParser } from 'eventsource-parser';

/** Characters of one event at most: generous for an upstream's largest, finite against a broken one. */
const MAX_EVENT = 32 * 1024 * 1024;

/**
 * Parses server-sent events from bytes, however they are cut: mid-character, mid-line, with `\n`, `\r\n` or `\r`, with
 * comments, with data over several lines, and with the last blank line missing.
 */
export class SseReader {
  private readonly decoder = new TextDecoder();
  private readonly parser: EventSourceParser;
  private data: string[] = [];

  constructor() {
    this.parser = createParser({
      maxBufferSize: MAX_EVENT,
      onEvent: (event) => this.data.push(event.data),
      onError: (error) => {
        if (error.type === 'max-buffer-size-exceeded')
          throw new ApiError('api_error', 'the upstream sent an endless event');
      },
    });
  }

  /** The data of the events that these bytes completed. */
  push(bytes: Uint8Array): readonly string[] {
    this.parser.feed(this.decoder.decode(bytes, { stream: true }));
    return this.take();
  }

  /** The data of an event that the end of the stream completes. */
  end(): readonly string[] {
    this.parser.feed(`${this.decoder.decode()}\n\n`);
    return this.take();
  }

  private take(): readonly string[] {
    const { data } = this;
    if (data.length > 0) this.data = [];
    return data;
  }
}
