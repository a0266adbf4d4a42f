/**
 * Exits with 1 where a source is newer than the build, so that `npm start` builds only what changed. A removed or
 * renamed file changes the time of its folder.
 */
import { readdirSync, statSync } from 'node:fs';

const BUILT = 'dist/src/cli/main.js';
const SOURCES = ['package.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];
const FOLDERS = ['src', 'libs'];

function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

const within = FOLDERS.flatMap((folder) => [
  folder,
  ...readdirSync(folder, { recursive: true }).map((name) => `${folder}/${name}`),
]);
const builtAt = timeOf(BUILT);
process.exitCode = [...SOURCES, ...within].some((path) => timeOf(path) > builtAt) ? 1 : 0;
