import { createBrotliDecompress, createGunzip, createInflate, type Gunzip } from 'node:zlib';
import { Gate } from '@gateway/provider-kit';
import { Observable } from 'rxjs';

/** Creates a stream that decodes one `content-encoding`; all have the same type. */
type Decoding = () => Gunzip;

const DECODERS = new Map<string, Decoding>(
  Object.entries({
    gzip: createGunzip,
    'x-gzip': createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  }),
);

/** The decoder of a `content-encoding`; undefined where there is nothing to decode, or no decoder. */
export function findDecoding(encoding: string | null): Decoding | undefined {
  return DECODERS.get(encoding?.trim().toLowerCase() ?? '');
}

/**
 * A decoded body. The gateway does not ask upstreams to compress; some proxies do it anyway. No more is decoded than
 * passes the gate: a small compressed body may decode to a very large one.
 */
export function decodeBody(
  read: (gate: Gate) => Observable<Uint8Array>,
  gate: Gate,
  createDecoder: Decoding,
): Observable<Uint8Array> {
  return new Observable((subscriber) => {
    const decoder = createDecoder();
    const room = new Gate();
    let isEmpty = true;
    let broken: { readonly error: unknown } | undefined;
    /** Reports a broken connection after everything that could be decoded. */
    const tellBreak = (): void => {
      if (broken !== undefined && decoder.readableLength === 0) subscriber.error(broken.error);
    };
    decoder
      .on('data', (bytes: Uint8Array) => {
        subscriber.next(bytes);
        tellBreak();
      })
      .on('drain', () => room.open())
      .on('error', (error) => subscriber.error(error))
      .on('end', () => subscriber.complete());
    gate.steer({ pause: () => decoder.pause(), resume: () => decoder.resume() });
    const source = read(room).subscribe({
      next: (bytes) => {
        isEmpty = false;
        if (!decoder.write(bytes)) room.close();
      },
      error: (error: unknown) =>
        decoder.flush(() => {
          broken = { error };
          tellBreak();
        }),
      // An empty body is no broken archive: refusals without a body arrive like this.
      complete: () => {
        if (isEmpty) subscriber.complete();
        else decoder.end();
      },
    });
    return () => {
      source.unsubscribe();
      decoder.destroy();
    };
  });
}
