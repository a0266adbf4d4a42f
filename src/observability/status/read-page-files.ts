import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { type Change, type ChangeClass, CHANGES } from '@gateway/provider-kit';

const FOLDER = new URL('page/', import.meta.url);

export interface PageFile {
  /** A type that Express knows by the file's extension: `html`, `css`, `js`, `svg`, `json`. */
  readonly type: string;
  readonly bytes: Buffer;
}

/** The files of the page by their paths, with `/`, in memory: no other file can be requested. */
export function readPageFiles(): ReadonlyMap<string, PageFile> {
  // Folders have no extension.
  const names = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => extname(name) !== '');
  const files = names.map((name): readonly [string, PageFile] => {
    const path = name.replaceAll('\\', '/');
    return [path, { type: extname(path).slice(1), bytes: readFileSync(new URL(path, FOLDER)) }];
  });
  return new Map([...files, ['changes.json', { type: 'json', bytes: Buffer.from(JSON.stringify(describeChanges())) }]]);
}

/** What each code of a change means. */
function describeChanges(): object {
  const groups = Object.entries(CHANGES) as [ChangeClass, Readonly<Record<string, Change>>][];
  return Object.fromEntries(
    groups.flatMap(([kind, changes]) => Object.entries(changes).map(([code, { what }]) => [code, { kind, what }])),
  );
}
