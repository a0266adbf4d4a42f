import { ApiError } from '@gateway/protocol';
import { map, type Observable, tap, toArray } from 'rxjs';
import type { BufferedResponse } from '../dialect.types.js';
import { Gate } from '../gate.js';
import type { UpstreamResponse } from './send.types.js';
import { findBeginning, sniffBody } from './sniff-body.js';
import { SseReader } from './sse-reader.js';

/** Bytes of a whole response at most. */
export const MAX_WHOLE = 64 * 1024 * 1024;

/** The bytes of a response that is read whole, up to the maximum size. */
export function readWithin(response: UpstreamResponse): Observable<Uint8Array> {
  let size = 0;
  return response.bytes(new Gate()).pipe(
    tap((bytes) => {
      size += bytes.length;
      if (size > MAX_WHOLE) throw toTooLargeError();
    }),
  );
}

export function toTooLargeError(): ApiError {
  const message = `the upstream's answer is over ${MAX_WHOLE} bytes`;
  return new ApiError('api_error', message, { status: 502, origin: 'upstream' });
}

/** A whole body: parsed where it is JSON, else its text. */
export function readBody(response: UpstreamResponse): Observable<unknown> {
  return readWithin(response).pipe(
    toArray(),
    map((parts) => parseBody(new TextDecoder().decode(joinBytes(parts)))),
  );
}

/** Reads a response that is not a success to its end. */
export function readBuffered(response: UpstreamResponse): Observable<BufferedResponse> {
  const { status, headers } = response;
  return readBody(response).pipe(map((body) => ({ status, headers, body })));
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const [first = new Uint8Array()] = parts;
  if (parts.length <= 1) return first;
  const joined = new Uint8Array(parts.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** A body as JSON; the first event of one that is a stream, as some servers answer failures; otherwise its text. */
export function parseBody(text: string): unknown {
  return parseJson(text) ?? parseFirstEvent(text) ?? text;
}

function parseFirstEvent(text: string): unknown {
  const bytes = Buffer.from(text);
  if (sniffBody(bytes.subarray(findBeginning(bytes))) !== 'events') return undefined;
  const reader = new SseReader();
  const found = [...reader.push(bytes), ...reader.end()].map(parseJson);
  return found.find((data) => typeof data === 'object' && data !== null);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
