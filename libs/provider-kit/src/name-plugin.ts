import { Inject, type Type } from '@nestjs/common';
import { type KindPreset, Plugin, type ProviderManifest, type ProviderPlugin } from './plugin.js';
import type { Naming, ProviderContext } from './provider-context.types.js';
import type { Provider } from './provider.types.js';
import { renameSettings, settingsOf } from './settings/describe.decorator.js';

/**
 * What follows `UPSTREAM_<NAME>_` for each variable of a plugin, in capitals. Variables that all named upstreams share
 * are not in the list.
 */
export function suffixesOf({ name, settings }: ProviderManifest): ReadonlyMap<string, string> {
  const own = `${name.toUpperCase().replaceAll('-', '_')}_`;
  return new Map(
    settingsOf(settings).flatMap(({ name: variable, named }) => {
      if (named === false) return [];
      const suffix = named ?? (variable.startsWith(own) ? variable.slice(own.length) : variable);
      return [[variable, suffix.toUpperCase()] as const];
    }),
  );
}

/**
 * A plugin for one more upstream of a known kind: the same plugin, with settings and a name of its own. It is selected
 * only by its name, so it owns no models and has no defaults.
 *
 * @param kind the plugin of this kind, which must be provided beside the new one
 * @param preset what the settings are by default, where the kind is a preset of the plugin
 */
export function namePlugin(
  kind: Type<ProviderPlugin>,
  manifest: ProviderManifest,
  naming: Naming,
  preset?: KindPreset,
): Type<ProviderPlugin> {
  const { name, variableOf } = naming;

  class NamedPlugin implements ProviderPlugin {
    constructor(private readonly plugin: ProviderPlugin) {}

    load(settings: object, context: ProviderContext): Promise<Provider> {
      return this.plugin.load(settings, { ...context, naming });
    }
  }
  // Calls instead of decorator syntax: scripts of the tests run this file in Node, which has no such syntax.
  Inject(kind)(NamedPlugin, undefined, 0);
  Plugin({
    name,
    settings: renameSettings(manifest.settings, variableOf, preset),
    missing: (settings) => manifest.missing(settings).map(variableOf),
    ownsModel: () => false,
    host: manifest.host ?? manifest.name,
    ...(manifest.passModelNames === undefined ? {} : { passModelNames: manifest.passModelNames }),
  })(NamedPlugin);
  return NamedPlugin;
}
