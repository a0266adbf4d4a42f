import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

/** The version of this gateway, by its package.json. */
export function readVersion(): string {
  const { version } = JSON.parse(readFileSync(findPackageJSON(import.meta.url) ?? '', 'utf8')) as { version: string };
  return version;
}
