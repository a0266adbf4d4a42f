import type { Type } from '@nestjs/common';
import { isSecret, manifestOf, type ProviderPlugin, settingsOf, suffixesOf } from '@gateway/provider-kit';

/**
 * A test for variables of secrets: those of these settings and of the plugins' in every spelling, and of named
 * upstreams, whose names are not known yet.
 */
export function toSecretTest(
  plugins: readonly Type<ProviderPlugin>[],
  settings: readonly Type<object>[],
): (variable: string) => boolean {
  const manifests = plugins.map((plugin) => manifestOf(plugin)).filter((manifest) => manifest !== undefined);
  const names = new Set([...settings, ...manifests.map((manifest) => manifest.settings)].flatMap(secretNamesOf));
  const ofPresets = manifests
    .flatMap(({ presets = [] }) => presets)
    .flatMap(({ aliases = {} }) => Object.entries(aliases).flatMap(([own, alias]) => (names.has(own) ? [alias] : [])));
  const known = new Set([...names, ...ofPresets]);
  const suffixes = new Set(
    manifests.flatMap((manifest) =>
      [...suffixesOf(manifest)].flatMap(([own, suffix]) => (names.has(own) ? [suffix] : [])),
    ),
  );
  const named = new RegExp(`^UPSTREAM_\\w+_(?:${[...suffixes].join('|')})$`, 'i');
  return (variable) => known.has(variable) || (suffixes.size > 0 && named.test(variable));
}

/** The variables of the secrets of a settings class, in every spelling. */
export function secretNamesOf(settings: Type<object>): readonly string[] {
  return settingsOf(settings)
    .filter(({ property }) => isSecret(settings, property))
    .flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias]));
}
