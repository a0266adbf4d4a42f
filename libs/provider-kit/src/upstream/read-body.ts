import { ApiError } from '@gateway/protocol';
import type { Failure } from '../dialect.types.js';
import type { UpstreamLimits } from '../provider-context.types.js';
import type { HangUp } from './hang-up.js';

/** Bytes of a whole answer at most. */
const MAX_WHOLE = 64 * 1024 * 1024;

/** The reads of a response body, each no later than the limits allow. Stops when `hangUp` says so. */
export async function* reads(response: Response, limits: UpstreamLimits, hangUp: HangUp): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  if (reader === undefined) return;
  let limit = limits.firstByte;
  for (;;) {
    const { done, value } = await hangUp.within(reader.read(), limit, 'to send the next bytes');
    if (done) return;
    limit = limits.idle;
    yield value;
  }
}

/** A whole body as text. */
export async function readText(response: Response, limits: UpstreamLimits, hangUp: HangUp): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const bytes of reads(response, limits, hangUp)) {
    size += bytes.length;
    if (size > MAX_WHOLE)
      throw new ApiError('api_error', `the upstream's answer is over ${MAX_WHOLE} bytes`, { status: 502 });
    text += decoder.decode(bytes, { stream: true });
  }
  return text + decoder.decode();
}

/** A body as whatever it holds: parsed where it is JSON, else its text. */
export function parseBody(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** An answer that is no success, read to its end. */
export async function readFailure(response: Response, limits: UpstreamLimits, hangUp: HangUp): Promise<Failure> {
  const text = await readText(response, limits, hangUp);
  return { status: response.status, headers: response.headers, body: parseBody(text) };
}
