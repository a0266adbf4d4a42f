import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { KUSTOMIZE } from './deploy-folder.js';

/** What every resource of Kubernetes has. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
}

/**
 * The resources of a YAML text.
 *
 * @throws the first syntax error, a key that stands twice among them
 */
export function readManifests(text: string): readonly Manifest[] {
  return parseAllDocuments(text).map((document) => {
    if (document.errors[0] !== undefined) throw document.errors[0];
    return document.toJS() as Manifest;
  });
}

/** The files that hold whole resources, relative to `deploy/kustomize`; patches are only parts of one. */
export function listManifestFiles(): readonly string[] {
  return readdirSync(KUSTOMIZE, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.yaml') && !file.endsWith('.patch.yaml') && basename(file) !== 'kustomization.yaml',
  );
}

export function readManifestFile(file: string): readonly Manifest[] {
  return readManifests(readFileSync(join(KUSTOMIZE, file), 'utf8'));
}
