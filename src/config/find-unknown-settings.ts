import { countEdits } from './count-edits.js';

/** Edits between a mistyped name and the name of a setting; fewer for short names, which resemble many words. */
const MAX_EDITS = 2;
const CHARACTERS_PER_EDIT = 4;

/** Settings of the Python proxy that this gateway replaces, and what is true here. */
const FORMER_SETTINGS: ReadonlyMap<string, string> = new Map([
  ['LOG_FILE_MAX_BYTES', 'log files are renamed at midnight, not by size'],
]);

/** Variables that other programs read, and that resemble settings. */
const FOREIGN_NAMES: ReadonlySet<string> = new Set(['FTP_PROXY', 'ALL_PROXY', 'RSYNC_PROXY']);
/** Docker Compose reads its own settings from the same file. */
const FOREIGN_PREFIXES = ['COMPOSE_', 'DOCKER_'];
/** Named upstreams are checked where they are declared. */
const UPSTREAM_PREFIX = 'UPSTREAM_';

export interface GivenNames {
  /** Names in the settings file, which is meant for the gateway. */
  readonly file: readonly string[];
  /** Names in the environment, which is shared with all other programs. */
  readonly environment: readonly string[];
}

/**
 * A sentence for each name that is probably a mistyped setting: every unknown name of the file, and the names in the
 * environment that resemble a setting.
 *
 * @param known the names of all settings
 */
export function findUnknownSettings({ file, environment }: GivenNames, known: ReadonlySet<string>): readonly string[] {
  const inFile = new Set(file);
  return [...new Set([...file, ...environment])]
    .filter((name) => !isExpected(name, known))
    .flatMap((name) => {
      const former = FORMER_SETTINGS.get(name);
      if (former !== undefined) return [`${name} has no effect here: ${former}`];
      const meant = findNearest(name, known);
      if (meant !== undefined) return [`${name} is not a setting; did you mean ${meant}?`];
      return inFile.has(name) ? [`${name} is not a setting`] : [];
    });
}

function isExpected(name: string, known: ReadonlySet<string>): boolean {
  const capitals = name.toUpperCase();
  if (known.has(name) || FOREIGN_NAMES.has(capitals)) return true;
  return [UPSTREAM_PREFIX, ...FOREIGN_PREFIXES].some((prefix) => capitals.startsWith(prefix));
}

function findNearest(name: string, known: ReadonlySet<string>): string | undefined {
  const allowed = Math.min(MAX_EDITS, Math.floor(name.length / CHARACTERS_PER_EDIT));
  const capitals = name.toUpperCase();
  const near = [...known]
    // Longer differences in length alone are more edits than are allowed.
    .filter((each) => Math.abs(each.length - name.length) <= allowed)
    .map((each) => ({ each, edits: countEdits(capitals, each.toUpperCase()) }))
    .filter(({ edits }) => edits <= allowed)
    .sort((a, b) => a.edits - b.edits);
  return near[0]?.each;
}
