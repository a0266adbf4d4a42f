import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { readSources } from './source-files.js';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** Where a function is called or a class is constructed: the file, relative to the project. */
export type Uses = ReadonlyMap<string, readonly string[]>;

/** The sources of `src` and `libs` without specs, with their types. */
export function readProgram(): ts.Program {
  const { config } = ts.readConfigFile(`${PROJECT}tsconfig.json`, (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, PROJECT);
  const paths = readSources(['src', 'libs']).flatMap(({ path }) => (path.endsWith('.spec.ts') ? [] : [PROJECT + path]));
  return ts.createProgram(paths, options);
}

/**
 * The functions that make an error of whatever was thrown, by type: the first parameter is `unknown`, the result is
 * an `ApiError`. Each has the files of its calls.
 */
export function findConverters(program: ts.Program): Uses {
  const checker = program.getTypeChecker();
  const names = new Set<string>();
  for (const file of sourcesOf(program)) {
    for (const statement of file.statements) {
      if (!ts.isFunctionDeclaration(statement) || statement.name === undefined) continue;
      const signature = checker.getSignatureFromDeclaration(statement);
      const [first] = signature?.parameters ?? [];
      if (signature === undefined || first === undefined) continue;
      const isThrown = (checker.getTypeOfSymbol(first).flags & ts.TypeFlags.Unknown) !== 0;
      if (isThrown && isApiError(checker.getReturnTypeOfSignature(signature))) names.add(statement.name.text);
    }
  }
  return usesOf(program, [...names], ts.isCallExpression);
}

/** The files that construct a class. */
export function findConstructions(program: ts.Program, name: string): readonly string[] {
  return usesOf(program, [name], ts.isNewExpression).get(name) ?? [];
}

/** The classes that extend `ApiError`, by type. */
export function findErrorClasses(program: ts.Program): readonly string[] {
  const checker = program.getTypeChecker();
  return sourcesOf(program)
    .flatMap((file) => file.statements)
    .filter((statement) => ts.isClassDeclaration(statement))
    .filter(({ name, heritageClauses }) => name !== undefined && heritageClauses !== undefined)
    .map((statement) => checker.getTypeAtLocation(statement))
    .filter((type) => isApiError(type))
    .map((type) => type.symbol.name)
    .sort();
}

function isApiError(type: ts.Type): boolean {
  if (type.getSymbol()?.name === 'ApiError') return true;
  return (type.getBaseTypes() ?? []).some(isApiError);
}

function usesOf(
  program: ts.Program,
  names: readonly string[],
  isUse: (node: ts.Node) => node is ts.CallExpression | ts.NewExpression,
): Uses {
  const checker = program.getTypeChecker();
  const uses = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const file of sourcesOf(program)) {
    const visit = (node: ts.Node): void => {
      if (isUse(node) && ts.isIdentifier(node.expression) && isApiError(checker.getTypeAtLocation(node)))
        uses.get(node.expression.text)?.push(file.fileName.slice(PROJECT.length));
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return uses;
}

function sourcesOf(program: ts.Program): readonly ts.SourceFile[] {
  return program
    .getSourceFiles()
    .filter(({ fileName }) => /^(src|libs)\//.test(fileName.slice(PROJECT.length)) && fileName.startsWith(PROJECT));
}
