import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'dotenv';
import type { Environment } from './environment.types.js';
import type { GivenNames } from './find-unknown-settings.js';
import { SettingsError } from './settings.error.js';
import { withoutServiceLinks } from './without-service-links.js';

/**
 * The variables of the process and, below them, those of the file: `.env` in the working folder, the file that
 * `ENV_FILE` names, or none where that is empty. A variable that is set but blank counts as not set, and hides the one
 * of the file: so `NAME= npm start` removes it once. Kubernetes' service links are left out as well.
 *
 * @throws SettingsError where the named file does not exist
 */
export function readEnvironment(variables: Environment = process.env, folder = process.cwd()): Environment {
  const merged = { ...readFile(variables.ENV_FILE, folder), ...withoutServiceLinks(variables) };
  // Docker's `--env-file` keeps the quotes of the file.
  const unquoted = Object.entries(merged).map(
    ([name, value]) => [name, value?.trim().replace(/^(["'])(.*)\1$/s, '$2') ?? ''] as const,
  );
  return Object.fromEntries(unquoted.filter(([, text]) => text !== ''));
}

/** The names that are set by the file and by the process, before they are merged. */
export function readGivenNames(variables: Environment = process.env, folder = process.cwd()): GivenNames {
  return {
    file: Object.keys(readFile(variables.ENV_FILE, folder)),
    environment: Object.keys(withoutServiceLinks(variables)),
  };
}

function readFile(named: string | undefined, folder: string): Environment {
  if (named === '') return {};
  const path = resolve(folder, named ?? '.env');
  if (existsSync(path)) return parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  if (named === undefined) return {};
  throw new SettingsError([`ENV_FILE: there is no file ${path}`]);
}
