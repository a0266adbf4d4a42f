import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ignore from '@balena/dockerignore';
import { PROJECT } from './deploy-folder.js';

/**
 * Copies what a build in a fresh clone would be given: the files that Git tracks or would track, without those that
 * `.dockerignore` names. Returns their paths.
 */
export function copyBuildContext(to: string): readonly string[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  const rules = ignore().add(readFileSync(join(PROJECT, '.dockerignore'), 'utf8'));
  const paths = new Set(list.split('\0').filter((path) => path !== '' && existsSync(join(PROJECT, path))));
  const sent = rules.filter([...paths]);
  for (const path of sent) cpSync(join(PROJECT, path), join(to, path));
  return sent;
}
