import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const IMPORTED = /(?:from|import\()\s*'([^']+)'/g;

/** The files of this repository that a file imports; through the index of a library, all that the index exports. */
export function readImports(path: string): ReadonlySet<string> {
  return new Set(
    specifiersOf(path).flatMap((specifier) => {
      const library = /^@gateway\/([\w-]+)$/.exec(specifier)?.[1];
      if (library === undefined) return specifier.startsWith('.') ? [toPath(path, specifier)] : [];
      const index = `libs/${library}/src/index.ts`;
      return specifiersOf(index).map((exported) => toPath(index, exported));
    }),
  );
}

function specifiersOf(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return [...readFileSync(path, 'utf8').matchAll(IMPORTED)].map(([, specifier = '']) => specifier);
}

function toPath(from: string, specifier: string): string {
  return join(dirname(from), specifier).replace(/\.js$/, '.ts');
}
