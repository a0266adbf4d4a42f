import { createBrotliDecompress, createGunzip, createInflate, type Gunzip } from 'node:zlib';
import { Observable } from 'rxjs';

/** Makes a stream that undoes one `content-encoding`; they are all of one kind. */
type Decoding = () => Gunzip;

const DECODERS: Readonly<Record<string, Decoding | undefined>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** What undoes a `content-encoding`; undefined where there is nothing to undo, or no way. */
export function findDecoding(encoding: string | null): Decoding | undefined {
  return DECODERS[encoding?.trim().toLowerCase() ?? ''];
}

/** A body as it was meant. Nobody asks upstreams to compress; some proxies between do it all the same. */
export function decodeBody(body: Observable<Uint8Array>, createDecoder: Decoding): Observable<Uint8Array> {
  return new Observable((subscriber) => {
    const decoder = createDecoder();
    decoder
      .on('data', (bytes: Uint8Array) => subscriber.next(bytes))
      .on('error', (error) => subscriber.error(error))
      .on('end', () => subscriber.complete());
    const source = body.subscribe({
      next: (bytes) => decoder.write(bytes),
      // After everything that could be decoded.
      error: (error: unknown) => decoder.flush(() => subscriber.error(error)),
      complete: () => decoder.end(),
    });
    return () => {
      source.unsubscribe();
      decoder.destroy();
    };
  });
}
