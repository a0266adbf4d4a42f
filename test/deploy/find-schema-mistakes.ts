import type { Manifest } from './read-manifests.js';
import { modelModule } from './model-module.js';

type Model = new (data: Manifest) => { validate(): void };

/** What the JSON schemas of Kubernetes, or of the Prometheus operator, have against a resource. */
export async function findSchemaMistakes(manifest: Manifest): Promise<readonly string[]> {
  const { apiVersion, kind } = manifest;
  const models = (await import(modelModule(apiVersion))) as Readonly<Record<string, Model | undefined>>;
  const Resource = models[kind];
  if (Resource === undefined) return [`${apiVersion} has no ${kind}`];
  try {
    new Resource(manifest).validate();
    return [];
  } catch (error) {
    return [`${kind}: ${(error as Error).message}`];
  }
}
