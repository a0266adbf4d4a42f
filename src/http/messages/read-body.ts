import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type ZlibOptions } from 'node:zlib';
import { ApiError } from '@gateway/protocol';

/**
 * The bytes of a request's body, as they were sent.
 *
 * @param limit in bytes
 * @throws ApiError 413 as soon as the body is known to be larger. The rest is read and dropped, so that the client,
 *   which is still sending, gets to read the response; Node's request timeout limits that.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = (): void => {
      stop();
      request.resume();
      reject(tooLarge(limit));
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > limit) refuse();
      else chunks.push(chunk);
    };
    const end = (): void => {
      stop();
      resolve(Buffer.concat(chunks, size));
    };
    const fail = (cause: Error): void => {
      reject(new ApiError('invalid_request_error', 'the request body ended early', { cause }));
    };
    // The request lives as long as the response, and so do its listeners.
    const stop = (): void => {
      request.off('data', take).off('end', end).off('error', fail);
    };
    if (Number(request.headers['content-length']) > limit) refuse();
    else request.on('data', take).on('end', end).on('error', fail);
  });
}

export function tooLarge(limit: number): ApiError {
  return new ApiError('request_too_large', `the request body must not be larger than ${limit} bytes`);
}

const INFLATERS = new Map<string, (bytes: Uint8Array, options: ZlibOptions) => Promise<Buffer>>(
  Object.entries({
    gzip: promisify<Uint8Array, ZlibOptions, Buffer>(gunzip),
    'x-gzip': promisify<Uint8Array, ZlibOptions, Buffer>(gunzip),
    deflate: promisify<Uint8Array, ZlibOptions, Buffer>(inflate),
    br: promisify<Uint8Array, ZlibOptions, Buffer>(brotliDecompress),
  }),
);

/**
 * Decodes the `content-encoding` of a body.
 *
 * @param limit in bytes, for the decoded body
 * @throws ApiError 413 beyond the limit, 400 for bad data and for an unknown encoding
 */
export async function inflateBody(bytes: Buffer, encoding: string | undefined, limit: number): Promise<Buffer> {
  const name = encoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return bytes;
  const inflater = INFLATERS.get(name);
  if (inflater === undefined) throw ApiError.invalid('content-encoding', `must be gzip, deflate or br, not ${name}`);
  try {
    return await inflater(bytes, { maxOutputLength: limit });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit);
    throw new ApiError('invalid_request_error', `the request body is not valid ${name}`, { cause });
  }
}
