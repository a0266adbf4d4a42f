import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './deploy-folder.js';

/** The variables of the generated `docs/configuration.md`, each with its default as the page says it. */
export function readSettingsPage(): ReadonlyMap<string, string> {
  const page = readFileSync(join(PROJECT, 'docs', 'configuration.md'), 'utf8');
  const rows = page.matchAll(/^\| `(?<name>\w+)` \| (?<value>.*?) \|/gm);
  return new Map([...rows].map(({ groups }) => [groups!.name!, groups!.value!.replaceAll('`', '')]));
}
