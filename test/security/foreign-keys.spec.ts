import { expect, it } from '@jest/globals';
import ts from 'typescript';
import { isForeignLookup } from '../../tools/lint/foreign-keys.js';

const DECLARED = `
declare const name: string; declare const word: 'a' | 'b'; declare const at: number;
declare const table: Record<string, number>; declare const maybe: Readonly<Record<string, number>> | undefined;
declare const known: { a: number; b: number }; declare const list: string[]; declare const map: Map<string, number>;
`;

const FOUND = ['table[name]', 'maybe?.[name]', 'table[`${name}`]', 'table[name] = 1', 'name in table'];
const ACCEPTED = ['table[word]', 'table.a', "table['a']", 'known[word]', 'list[at]', 'map.get(name)', "'a' in known"];

/** The expressions in which the lint rule finds a lookup. */
function findLookups(expressions: readonly string[]): readonly string[] {
  const text = `${DECLARED}${expressions.join(';\n')};`;
  const source = ts.createSourceFile('a.ts', text, ts.ScriptTarget.ES2023, true);
  const options = { target: ts.ScriptTarget.ES2023, lib: ['lib.es2023.d.ts'], strict: true, types: [] };
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram(['a.ts'], options, {
    ...host,
    getSourceFile: (path, ...rest) => (path === 'a.ts' ? source : host.getSourceFile(path, ...rest)),
  });
  const holdsLookup = (node: ts.Node): boolean =>
    isForeignLookup(node, program.getTypeChecker()) || (node.forEachChild(holdsLookup) ?? false);
  return source.statements
    .filter(ts.isExpressionStatement)
    .filter(holdsLookup)
    .map(({ expression }) => expression.getText());
}

it('the lint rule for foreign keys finds lookups of any text, and accepts all others', () => {
  expect(findLookups([...FOUND, ...ACCEPTED])).toEqual(FOUND);
});
