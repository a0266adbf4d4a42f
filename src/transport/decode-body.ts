import { createBrotliDecompress, createGunzip, createInflate, type Gunzip } from 'node:zlib';
import { Gate } from '@gateway/provider-kit';
import { Observable } from 'rxjs';

/** Makes a stream that undoes one `content-encoding`; they are all of one kind. */
type Decoding = () => Gunzip;

const DECODERS = new Map<string, Decoding>(
  Object.entries({
    gzip: createGunzip,
    'x-gzip': createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  }),
);

/** What undoes a `content-encoding`; undefined where there is nothing to undo, or no way. */
export function findDecoding(encoding: string | null): Decoding | undefined {
  return DECODERS.get(encoding?.trim().toLowerCase() ?? '');
}

/**
 * A body as it was meant. Nobody asks upstreams to compress; some proxies between do it all the same. No more is
 * decoded than passes the gate: a little that is compressed may be very much.
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
    /** Tells that the connection broke: after everything that could be decoded. */
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
      // Nothing at all is no broken archive: so come refusals that have no body.
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
