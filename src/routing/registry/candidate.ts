import type { ProviderManifest } from '@gateway/provider-kit';

/** A plugin that may not be loaded yet: its manifest, read under the present settings. */
export interface Candidate {
  readonly manifest: ProviderManifest;
  /** Variables that it still needs; none: it is configured. */
  readonly missing: readonly string[];
  /** The `prefix/` names of models that it serves; none: another plugin serves them instead. */
  readonly prefixes: readonly string[];
}

/** @param settings an instance of the manifest's settings class */
export function toCandidate(manifest: ProviderManifest, settings: object): Candidate {
  return { manifest, missing: manifest.missing(settings), prefixes: manifest.prefixes?.(settings) ?? [manifest.name] };
}

/** It has all variables that it needs, and no other plugin replaces it. */
export function isConfigured({ missing, prefixes }: Candidate): boolean {
  return missing.length === 0 && prefixes.length > 0;
}

/** Whether named upstreams of this kind are possible: for every plugin that has an upstream. */
export function mayBeNamed({ isLastResort }: ProviderManifest): boolean {
  return isLastResort !== true;
}
