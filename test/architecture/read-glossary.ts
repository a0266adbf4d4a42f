import { readFileSync } from 'node:fs';

/** A row of the glossary in CONTRIBUTING.md. */
export interface Term {
  readonly name: string;
  /** The file that defines it, relative to the project. */
  readonly path: string;
}

const ROW = /^\| `(\w+)` \| .+ \| `([\w./-]+)` \|$/gm;

/** The terms of the section "Glossary" in CONTRIBUTING.md. */
export function readGlossary(): readonly Term[] {
  const [, section = ''] = readFileSync('CONTRIBUTING.md', 'utf8').split('\n## Glossary\n');
  const [table = ''] = section.split('\n## ');
  return [...table.matchAll(ROW)].map(([, name = '', path = '']) => ({ name, path }));
}
