import { Duplex } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

const DECODERS: Readonly<Record<string, (() => Duplex) | undefined>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** A body as it was meant. Nobody asks upstreams to compress; some proxies between do it all the same. */
export function decodeBody(
  body: ReadableStream<Uint8Array>,
  headers: Headers,
): { body: ReadableStream<Uint8Array>; headers: Headers } {
  const decoder = DECODERS[headers.get('content-encoding')?.trim().toLowerCase() ?? ''];
  if (decoder === undefined) return { body, headers };
  const decoded = new Headers(headers);
  decoded.delete('content-encoding');
  decoded.delete('content-length');
  const through = Duplex.toWeb(decoder()) as unknown as ReadableWritablePair<Uint8Array, Uint8Array>;
  return { body: body.pipeThrough(through), headers: decoded };
}
