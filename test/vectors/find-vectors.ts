import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sharedMaterial } from '../kit/material/shared-material.js';
import type { Vector } from './vector.types.js';

const OWN = fileURLToPath(new URL('cases', import.meta.url));
const PENDING = fileURLToPath(new URL('pending.json', import.meta.url));

/** All vectors of this repository, and those of `../shared/vectors` that it lacks, by name. */
export function findVectors(): readonly Vector[] {
  const shared = sharedMaterial('vectors');
  const own = readVectors(OWN);
  const known = new Set(own.map(({ name }) => name));
  const others = shared === undefined ? [] : readVectors(shared).filter(({ name }) => !known.has(name));
  return [...own, ...others].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Names of vectors that are known to fail, each with the issue that will make them pass. */
export function readPending(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(PENDING, 'utf8')) as Record<string, string>;
}

/** The vectors of a folder. Those of `../shared/vectors` have their wire under its former name, `backend`. */
function readVectors(folder: string): Vector[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const { backend: former, ...vector } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Readonly<
        Record<string, unknown>
      >;
      return { wire: former, ...vector } as unknown as Vector;
    });
}
