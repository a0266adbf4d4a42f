import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';

const FOLDER = new URL('page/', import.meta.url);

export interface PageFile {
  /** A type that Express knows by the file's extension: `html`, `css`, `js`, `svg`. */
  readonly type: string;
  readonly bytes: Buffer;
}

/** The files of the page by their names, in memory: no other file can be requested. */
export function readPageFiles(): ReadonlyMap<string, PageFile> {
  return new Map(
    readdirSync(FOLDER).map((name) => {
      return [name, { type: extname(name).slice(1), bytes: readFileSync(new URL(name, FOLDER)) }];
    }),
  );
}
