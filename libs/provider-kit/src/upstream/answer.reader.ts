import { ApiError } from '@gateway/protocol';
import type { Dialect } from '../dialect.types.js';
import { joinBytes, MAX_WHOLE, parseBody, toTooLargeError } from './read-body.js';
import type { UpstreamResponse } from './send.types.js';
import { type BodyForm, findBeginning, sniffBody } from './sniff-body.js';
import { SseReader } from './sse-reader.js';
import type { StreamTranslation, TranslationResult } from './stream-translation.js';

const NOTHING: TranslationResult = { events: [] };

/**
 * Reads the body of a success and translates it. The body decides whether it is a stream or a whole answer, and not its
 * label or what was asked for (contract §13.2).
 */
export class AnswerReader {
  private form: BodyForm | undefined;
  private parts: Uint8Array[] = [];
  private size = 0;
  private readonly events = new SseReader();
  private readonly label: string;

  constructor(
    private readonly translation: StreamTranslation,
    private readonly dialect: Dialect<unknown, unknown>,
    private readonly response: UpstreamResponse,
  ) {
    this.label = response.headers.get('content-type') ?? '';
  }

  /** Takes the next bytes; returns what they brought. */
  push(bytes: Uint8Array): TranslationResult {
    if (this.form === 'events') return this.translation.data(() => this.events.push(bytes));
    this.keep(this.parts.length === 0 ? bytes.subarray(findBeginning(bytes)) : bytes);
    if (this.form !== undefined) return NOTHING;
    const head = joinBytes(this.parts);
    this.form = sniffBody(head);
    if (this.form === 'other' && this.label.startsWith('text/event-stream')) this.form = 'events';
    if (this.form !== 'events') return NOTHING;
    this.parts = [];
    return this.translation.data(() => this.events.push(head));
  }

  /** The body has ended. */
  end(): TranslationResult {
    const { translation } = this;
    if (this.form !== 'events' && !this.isEmptyStream()) return this.endWhole();
    const result = translation.data(() => this.events.end());
    if (result.problem !== undefined || translation.isOver) return result;
    const events = [...result.events];
    const last = translation.end();
    return { ...last, events: [...events, ...last.events] };
  }

  private keep(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.size += bytes.length;
    if (this.size > MAX_WHOLE) throw toTooLargeError();
    this.parts.push(bytes);
  }

  private isEmptyStream(): boolean {
    return this.parts.length === 0 && this.label.startsWith('text/event-stream');
  }

  /** Of a whole answer that is broken nothing is shown. */
  private endWhole(): TranslationResult {
    const { dialect, response } = this;
    const result = this.translation.whole(() => {
      const body = parseBody(new TextDecoder().decode(joinBytes(this.parts)));
      if (typeof body === 'string') throw toPageError(response);
      return dialect.asChunks(body);
    });
    return result.problem === undefined ? result : { ...result, events: [] };
  }
}

/** A success whose body is no answer, as proxies and login portals send it. */
function toPageError({ status, headers }: UpstreamResponse): ApiError {
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  return new ApiError('api_error', `upstream returned HTTP ${status}${type === '' ? '' : ` (${type})`}`, {
    status: 502,
  });
}
