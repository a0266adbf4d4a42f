import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { readGlossary } from './read-glossary.js';
import { readSources, type SourceText } from './source-files.js';

const SOURCES = readSources(['src', 'libs']).filter(({ path }) => !path.endsWith('.spec.ts'));

/** The names that a file exports by a declaration of its own; what it exports again from other files does not count. */
function exportedNames({ path, text }: SourceText): readonly string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  return file.statements.flatMap((statement) => {
    if (!ts.canHaveModifiers(statement)) return [];
    if (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
    const { name } = statement as { name?: ts.Node };
    return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
  });
}

const DEFINITIONS = Map.groupBy(
  SOURCES.flatMap((source) => exportedNames(source).map((name) => ({ name, path: source.path }))),
  ({ name }) => name,
);

describe('the glossary of CONTRIBUTING.md', () => {
  it('has about twenty terms, each once', () => {
    const names = readGlossary().map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(18);
    expect(names.length).toBeLessThanOrEqual(25);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(readGlossary())('$name has one definition, in $path', ({ name, path }) => {
    expect(DEFINITIONS.get(name)?.map((definition) => definition.path)).toEqual([path]);
  });
});
