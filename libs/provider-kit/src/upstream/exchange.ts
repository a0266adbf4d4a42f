import { ApiError, MessageWriter, type StreamEvent } from '@gateway/protocol';
import type { Dialect, Failure, Translator } from '../dialect.types.js';
import type { Endpoint, SignedRequest } from '../endpoint.types.js';
import type { Prepared } from '../prepare/prepared.types.js';
import type { ProviderContext } from '../provider-context.types.js';
import type { HangUp } from './hang-up.js';
import { parseBody, readFailure, reads, readText } from './read-body.js';
import { SseReader } from './sse-reader.js';
import { toConnectionError } from './to-connection-error.js';
import { toUnreadableError } from './to-unreadable-error.js';

/** An upstream that answered with a failure: by its status, or by a chunk of a 200. */
export class UpstreamFailure extends Error {
  constructor(
    readonly failure: Failure,
    readonly error: ApiError,
  ) {
    super(error.message);
  }
}

export interface ExchangeParts {
  readonly context: ProviderContext;
  readonly endpoint: Endpoint;
  readonly dialect: Dialect<unknown, unknown>;
  readonly prepared: Prepared;
  readonly hangUp: HangUp;
}

/** One try at one question: a request is sent, its answer is read, translated and written down by the pen. */
export class Exchange {
  readonly writer: MessageWriter;
  /** The head of the answer, once it is there. */
  response: Response | undefined;

  private signed: SignedRequest | undefined;
  private readonly translator: Translator<unknown>;
  private chunk: unknown;

  constructor(
    private readonly parts: ExchangeParts,
    private readonly body: unknown,
  ) {
    this.writer = new MessageWriter(parts.prepared.writing);
    this.translator = parts.dialect.translator(this.writer, parts.prepared);
  }

  /**
   * The events of the answer, one list for each read of the upstream that brought any. Fails with an
   * `UpstreamFailure` or an `ApiError`, after everything that was said before it.
   */
  async *batches(): AsyncGenerator<readonly StreamEvent[]> {
    const { prepared, dialect, endpoint, context, hangUp } = this.parts;
    this.signed = await endpoint.sign({ path: dialect.path(prepared), model: prepared.model, body: this.body });
    const response = await send(this.parts, this.signed);
    this.response = response;
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok) {
      const failure = await readFailure(response, context.limits, hangUp);
      const answer = dialect.asAnswer?.(failure);
      if (answer !== undefined) {
        yield* this.tell(() => answer);
        return;
      }
      throw new UpstreamFailure(failure, this.toError(failure));
    }
    const streamed = prepared.stream && !/[/+]json|html/.test(type);
    yield* streamed ? this.stream(response) : this.whole(response, type);
  }

  /** Whether the same request may be let in with another credential than the one that was refused. */
  hasOtherKey(error: ApiError): boolean {
    return this.signed?.refused?.(error) ?? false;
  }

  private toError(failure: Failure): ApiError {
    const { dialect, prepared } = this.parts;
    try {
      return dialect.toError(failure, prepared);
    } catch (error) {
      return toUnreadableError(error, dialect.name);
    }
  }

  private async *stream(response: Response): AsyncGenerator<readonly StreamEvent[]> {
    const { dialect, context, hangUp } = this.parts;
    const reader = new SseReader();
    for await (const bytes of reads(response, context.limits, hangUp)) {
      const marked = this.try(() => this.readData(reader.push(bytes), dialect.endMarker));
      yield* this.said(marked);
      if (this.writer.finished) return;
    }
    yield* this.said(this.try(() => this.readData(reader.end(), dialect.endMarker)));
    if (!this.writer.finished) yield* this.said(this.try(() => this.translator.end(false)));
  }

  private async *whole(response: Response, type: string): AsyncGenerator<readonly StreamEvent[]> {
    const { context, hangUp, dialect } = this.parts;
    const body = parseBody(await readText(response, context.limits, hangUp));
    if (typeof body === 'string') {
      const kind = type === '' ? '' : ` (${type.split(';')[0] ?? ''})`;
      throw new ApiError('api_error', `upstream returned HTTP ${response.status}${kind}`, { status: 502 });
    }
    yield* this.tell(() => dialect.asChunks(body));
  }

  /** All of an answer at once. */
  private *tell(chunks: () => readonly unknown[]): Generator<readonly StreamEvent[]> {
    const problem = this.try(() => {
      for (const chunk of chunks()) this.push(chunk);
      if (!this.writer.finished) this.translator.end(true);
    });
    yield* this.said(problem);
  }

  private readData(data: readonly string[], endMarker: string | undefined): void {
    for (const item of data) {
      if (this.writer.finished || item.trim() === '') continue;
      if (item === endMarker) this.translator.end(true);
      else this.push(parseChunk(item));
    }
  }

  private push(chunk: unknown): void {
    this.chunk = chunk;
    this.translator.push(chunk);
  }

  /** What a translator throws, instead of throwing it: what was said before goes out first. */
  private try(what: () => void): ApiError | undefined {
    try {
      what();
      return undefined;
    } catch (error) {
      return toUnreadableError(error, this.parts.dialect.name);
    }
  }

  private *said(problem: ApiError | undefined): Generator<readonly StreamEvent[]> {
    const events = this.writer.take();
    if (events.length > 0) yield events;
    if (problem === undefined) return;
    const headers = this.response?.headers ?? new Headers();
    throw new UpstreamFailure({ status: problem.status, headers, body: this.chunk }, problem);
  }
}

/** Sends a request; answers with the head of the response. */
export async function send(
  { context, dialect, hangUp }: Pick<ExchangeParts, 'context' | 'dialect' | 'hangUp'>,
  { url, init }: SignedRequest,
): Promise<Response> {
  try {
    const request = { ...init, redirect: 'manual' as const, signal: hangUp.signal };
    return await hangUp.within(context.fetch(url, request), context.limits.firstByte, 'to answer');
  } catch (error) {
    throw toConnectionError(error, dialect.name);
  }
}

function parseChunk(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch (cause) {
    throw new ApiError('api_error', 'the upstream sent a chunk that is not JSON', { cause });
  }
}
