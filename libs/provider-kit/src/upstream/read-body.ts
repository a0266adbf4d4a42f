import { ApiError } from '@gateway/protocol';
import { map, type Observable, tap, toArray } from 'rxjs';
import type { Failure } from '../dialect.types.js';
import { Gate } from '../gate.js';
import type { UpstreamLimits } from '../provider-context.types.js';
import { inTime } from './in-time.js';
import type { UpstreamResponse } from './send.types.js';

/** Bytes of a whole answer at most. */
const MAX_WHOLE = 64 * 1024 * 1024;

/** The bytes of an answer, each no later than the limits allow; only what comes while the gate is open is waited for. */
export function readBytes(response: UpstreamResponse, limits: UpstreamLimits, gate: Gate): Observable<Uint8Array> {
  const patience = { first: limits.firstByte, each: limits.idle, what: 'to send the next bytes' };
  return response.bytes(gate).pipe(inTime(patience, gate));
}

/** A whole body: parsed where it is JSON, else its text. */
export function readBody(response: UpstreamResponse, limits: UpstreamLimits): Observable<unknown> {
  let size = 0;
  return readBytes(response, limits, new Gate()).pipe(
    tap((bytes) => {
      size += bytes.length;
      if (size > MAX_WHOLE)
        throw new ApiError('api_error', `the upstream's answer is over ${MAX_WHOLE} bytes`, { status: 502 });
    }),
    toArray(),
    map((parts) => parse(new TextDecoder().decode(join(parts, size)))),
  );
}

/** An answer that is no success, read to its end. */
export function readFailure(response: UpstreamResponse, limits: UpstreamLimits): Observable<Failure> {
  const { status, headers } = response;
  return readBody(response, limits).pipe(map((body) => ({ status, headers, body })));
}

function join([first, ...others]: readonly Uint8Array[], size: number): Uint8Array {
  if (first === undefined || others.length === 0) return first ?? new Uint8Array();
  const joined = new Uint8Array(size);
  let at = 0;
  for (const part of [first, ...others]) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
