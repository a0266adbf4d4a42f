import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Type } from '@nestjs/common';
import { manifestOf, type ProviderPlugin } from '@gateway/provider-kit';
import type { Environment } from '../../config/environment.types.js';
import { SettingsError } from '../../config/settings.error.js';
import { shareKit } from './share-kit.js';

/**
 * The plugins that `PLUGINS` names: packages, resolved from the working folder, and files, relative to it. Each
 * exports one or more classes with a manifest.
 *
 * @throws SettingsError that lists every entry without a plugin
 */
export async function loadPlugins(
  { PLUGINS: list = '' }: Environment,
  folder = process.cwd(),
): Promise<readonly Type<ProviderPlugin>[]> {
  const names = list.split(',').map((name) => name.trim());
  const plugins = new Set<Type<ProviderPlugin>>();
  const mistakes: string[] = [];
  for (const name of names.filter((entry) => entry !== '')) {
    try {
      shareKit();
      const found = Object.values((await import(locate(name, folder))) as object).filter(isPlugin);
      if (found.length === 0) mistakes.push(`PLUGINS: ${name} exports no class with a Plugin() manifest`);
      for (const plugin of found) plugins.add(plugin);
    } catch (error) {
      mistakes.push(`PLUGINS: ${name} could not be loaded: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return [...plugins];
}

function locate(name: string, folder: string): string {
  if (name.startsWith('.') || isAbsolute(name)) return pathToFileURL(resolve(folder, name)).href;
  try {
    return pathToFileURL(createRequire(join(folder, 'package.json')).resolve(name)).href;
  } catch {
    // Resolved from the gateway itself then.
    return name;
  }
}

function isPlugin(exported: unknown): exported is Type<ProviderPlugin> {
  return typeof exported === 'function' && manifestOf(exported as Type<ProviderPlugin>) !== undefined;
}
