import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { KUSTOMIZE } from './deploy-folder.js';
import { type Manifest, readManifests } from './read-manifests.js';

/** What `kubectl kustomize` makes of a folder below `deploy/kustomize`. It asks no cluster. */
export function renderOverlay(folder: string): readonly Manifest[] {
  return readManifests(execFileSync('kubectl', ['kustomize', join(KUSTOMIZE, folder)], { encoding: 'utf8' }));
}
