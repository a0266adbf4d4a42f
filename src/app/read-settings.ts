import type { DynamicModule, Type } from '@nestjs/common';
import type { ProviderPlugin } from '@gateway/provider-kit';
import type { Environment } from '../config/environment.types.js';
import { LiveSecretsModule } from '../config/secrets/live-secrets.module.js';
import { readSecretFiles } from '../config/secrets/read-secret-files.js';
import { nameUpstreams } from '../routing/registry/named/name-upstreams.js';
import { toSecretTest } from '../routing/registry/named/to-secret-test.js';
import { GATEWAY_SETTINGS } from './gateway-settings.js';
import { SettingsModule } from './settings.module.js';

export interface ReadSettings {
  /** The variables, with the secrets of files. */
  readonly environment: Environment;
  /** The plugins, and one for each named upstream. */
  readonly plugins: readonly Type<ProviderPlugin>[];
  readonly modules: readonly DynamicModule[];
}

/** @throws SettingsError that lists every mistake in the environment */
export async function readSettings(
  plugins: readonly Type<ProviderPlugin>[],
  variables: Environment,
): Promise<ReadSettings> {
  const { environment, files, mistakes } = readSecretFiles(variables, toSecretTest(plugins, GATEWAY_SETTINGS));
  const named = nameUpstreams(plugins, environment, GATEWAY_SETTINGS);
  const all = [...plugins, ...named.plugins];
  const settings = await SettingsModule.forRoot(all, environment, [...mistakes, ...named.mistakes]);
  return { environment, plugins: all, modules: [settings, LiveSecretsModule.forRoot(files)] };
}
