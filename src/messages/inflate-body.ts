import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type ZlibOptions } from 'node:zlib';
import { ApiError } from '@gateway/protocol';
import { tooLarge } from './read-body.js';

const INFLATERS = new Map<string, (bytes: Uint8Array, options: ZlibOptions) => Promise<Buffer>>(
  Object.entries({
    gzip: promisify<Uint8Array, ZlibOptions, Buffer>(gunzip),
    'x-gzip': promisify<Uint8Array, ZlibOptions, Buffer>(gunzip),
    deflate: promisify<Uint8Array, ZlibOptions, Buffer>(inflate),
    br: promisify<Uint8Array, ZlibOptions, Buffer>(brotliDecompress),
  }),
);

/**
 * Undoes the `content-encoding` of a body.
 *
 * @param limit in bytes, for what comes out
 * @throws ApiError 413 beyond the limit, 400 for bad data and for an encoding that is not known
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
