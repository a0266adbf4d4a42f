import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** A TypeScript file of the repository. */
export interface SourceText {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** The TypeScript files under these folders, as git knows them: tracked, or new and not ignored. */
export function readSources(folders: readonly string[]): readonly SourceText[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--deduplicate', ...folders], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  return listed
    .split('\n')
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => {
      const text = readIfThere(path);
      return text === undefined ? [] : [{ path, text }];
    });
}

/** A file that was deleted and not committed yet is still listed. */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  } catch {
    return undefined;
  }
}

/** The comments of a file, each with its line, from 1. */
export function commentsOf({ text }: SourceText): readonly { readonly line: number; readonly comment: string }[] {
  const comments: { line: number; comment: string }[] = [];
  const file = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
  const seen = new Set<number>();
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []) {
      if (seen.has(pos)) continue;
      seen.add(pos);
      comments.push({ line: file.getLineAndCharacterOfPosition(pos).line + 1, comment: text.slice(pos, end) });
    }
    for (const child of node.getChildren(file)) visit(child);
  };
  visit(file);
  return comments;
}

/** The names that a file declares: classes, types, functions, variables, parameters, members. */
export function declaredNames({ path, text }: SourceText): ReadonlySet<string> {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const { name } = node as { name?: ts.Node };
    if (name !== undefined && ts.isIdentifier(name) && isDeclaration(node)) names.add(name.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

/** Whether the name of a node is chosen there. An import, a shorthand property and a property of a literal repeat one. */
function isDeclaration(node: ts.Node): boolean {
  return (
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isMethodSignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isGetAccessor(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node)
  );
}
