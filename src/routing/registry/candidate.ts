import type { ProviderManifest } from '@gateway/provider-kit';

/** A plugin seen from outside: its card, read under the present settings. */
export interface Candidate {
  readonly manifest: ProviderManifest;
  /** Variables that it still needs; none: it is configured. */
  readonly missing: readonly string[];
  /** The `prefix/` names of models that it answers to; none: another plugin stands in for it. */
  readonly prefixes: readonly string[];
}

/** @param settings an instance of the card's settings class */
export function toCandidate(manifest: ProviderManifest, settings: object): Candidate {
  return { manifest, missing: manifest.missing(settings), prefixes: manifest.prefixes?.(settings) ?? [manifest.name] };
}

/** It has what it needs, and no other plugin stands in for it. */
export function isConfigured({ missing, prefixes }: Candidate): boolean {
  return missing.length === 0 && prefixes.length > 0;
}

/** Whether there may be further upstreams of this kind: of any that has one. */
export function mayBeNamed({ isLastResort }: ProviderManifest): boolean {
  return isLastResort !== true;
}
