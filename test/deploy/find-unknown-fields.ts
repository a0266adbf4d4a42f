import { join } from 'node:path';
import ts from 'typescript';
import { PROJECT } from './deploy-folder.js';
import { modelModule } from './model-module.js';
import type { Manifest } from './read-manifests.js';

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  types: [],
};

/**
 * Fields that a resource does not have, such as misspelt ones. The schemas let them pass; TypeScript's check of
 * object literals does not. The resources become a source file that is never written.
 */
export function findUnknownFields(manifests: readonly Manifest[]): readonly string[] {
  const file = join(PROJECT, 'test', 'deploy', 'manifests.virtual.ts');
  const text = manifests.map(toDeclaration).join('\n');
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.getSourceFile = (path, target) =>
    path === file ? ts.createSourceFile(path, text, target) : getSourceFile(path, target);
  const program = ts.createProgram([file], OPTIONS, host);
  const source = program.getSourceFile(file);
  const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return found.map(({ start = 0, messageText }) => {
    const manifest = manifests[text.slice(0, start).split('\n').length - 1];
    return `${manifest?.kind ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

/** One line each, so that a mistake's line is its resource. */
function toDeclaration(manifest: Manifest, index: number): string {
  const { apiVersion, kind } = manifest;
  const type = `import(${JSON.stringify(modelModule(apiVersion))}).I${kind}`;
  return `export const manifest${index}: ${type} = ${JSON.stringify(manifest)};`;
}
