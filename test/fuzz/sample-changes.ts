import fc from 'fast-check';
import { type Path, placesOf, replacePlace } from './replace-place.js';
import { REMOVED, REPLACEMENTS } from './replacements.js';

/** A valid value with something else in one of its places. */
export interface Change<Base> {
  readonly base: Base;
  readonly path: Path;
  readonly replacement: unknown;
}

/** Changes of some of these values, each place as likely as any other. */
export function sampleChanges<Base extends { readonly value: unknown }>(
  bases: readonly Base[],
  { seed, count }: { readonly seed: number; readonly count: number },
): Change<Base>[] {
  const places = bases.flatMap((base) => placesOf(base.value).map((path) => ({ base, path })));
  const change = fc.record({ place: fc.constantFrom(...places), replacement: fc.constantFrom(...REPLACEMENTS) });
  return fc.sample(change, { seed, numRuns: count }).map(({ place, replacement }) => ({ ...place, replacement }));
}

/** The value of a change, after it; undefined where it is the whole value that was removed. */
export function applyChange({ base, path, replacement }: Change<{ readonly value: unknown }>): unknown {
  const changed = replacePlace(base.value, path, replacement);
  return changed === REMOVED ? undefined : changed;
}

/** A change in words, so that a failure can be repeated by hand. */
export function describeChange({ base, path, replacement }: Change<{ readonly name: string }>): string {
  const value = replacement === REMOVED ? 'removed' : JSON.stringify(replacement).slice(0, 80);
  return `${base.name}, ${JSON.stringify(path)}: ${value}`;
}
