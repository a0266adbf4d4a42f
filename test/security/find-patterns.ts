import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** A regular expression as it is written in a source file. */
export interface WrittenPattern {
  readonly place: string;
  readonly pattern: RegExp;
}

/** Every regular expression that stands in the sources of the gateway and its libraries, specs left out. */
export function findPatterns(): readonly WrittenPattern[] {
  const files = globSync('{src,libs}/**/*.{ts,js}').filter((file) => !file.endsWith('.spec.ts'));
  return files.sort().flatMap((file) => patternsOf(file, readFileSync(file, 'utf8')));
}

function patternsOf(file: string, text: string): readonly WrittenPattern[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const found: WrittenPattern[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, body = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? [];
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push({ place: `${file}:${line + 1}`, pattern: new RegExp(body, flags) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
