import { readFileSync } from 'node:fs';
import { ownValue } from '@gateway/protocol';
import type { Environment } from '../environment.types.js';

/** `OPENAI_API_KEY_FILE` names the file with the value of `OPENAI_API_KEY`. */
export const FILE_SUFFIX = '_FILE';

/** A secret whose value is in a file. */
export interface SecretFile {
  /** The variable of the secret itself. */
  readonly variable: string;
  readonly path: string;
}

export interface WithSecretFiles {
  /** The variables with the content of the files, as if it had been set. */
  readonly environment: Environment;
  readonly files: readonly SecretFile[];
  readonly mistakes: readonly string[];
}

/**
 * Reads the secrets whose variable ends with `_FILE`, as orchestrators mount them.
 *
 * @param isSecret whether a variable is that of a secret
 */
export function readSecretFiles(environment: Environment, isSecret: (variable: string) => boolean): WithSecretFiles {
  const all = new Map(Object.entries(environment));
  const files: SecretFile[] = [];
  const mistakes: string[] = [];
  for (const [name, path] of Object.entries(environment)) {
    const variable = name.slice(0, -FILE_SUFFIX.length);
    if (path === undefined || !name.endsWith(FILE_SUFFIX) || !isSecret(variable)) continue;
    all.delete(name);
    files.push({ variable, path });
    if (ownValue(environment, variable) !== undefined) {
      mistakes.push(`${name}: ${variable} is set as well; keep one of them`);
      continue;
    }
    try {
      all.set(variable, toSecret(readFileSync(path, 'utf8')));
    } catch (error) {
      mistakes.push(`${name}: ${(error as Error).message}`);
    }
  }
  return { environment: Object.fromEntries(all), files, mistakes };
}

/**
 * The secret in the text of a file: editors and `echo` end it with a line break.
 *
 * @throws Error where it is empty
 */
export function toSecret(text: string): string {
  const secret = text.trim();
  if (secret === '') throw new Error('the file is empty');
  return secret;
}
