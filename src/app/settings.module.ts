import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { manifestOf, type ProviderPlugin } from '@gateway/provider-kit';
import { readPrices } from '../observability/cost/read-prices.js';
import { findRouteMistakes } from '../routing/models/find-route-mistakes.js';
import { toCandidate } from '../routing/registry/candidate.js';
import { checkSettings } from '../config/check-settings.js';
import { findProxyMistake } from '../config/find-proxy-mistake.js';
import { GatewaySettings } from '../config/gateway.settings.js';
import type { Environment } from '../config/environment.types.js';
import { SecretValues } from '../config/secret-values.js';
import { SettingNames } from '../config/setting-names.js';
import { SettingsError } from '../config/settings.error.js';

/** Every settings class with its checked instance. */
type Checked = ReadonlyMap<Type<object>, object>;
type CheckedConfig = ConfigService<{ checked: Checked }, true>;

/** The settings of the gateway and of every plugin, each injectable by its class. */
@Module({})
export class SettingsModule {
  /**
   * @param result mistakes that were found before
   * @throws SettingsError that lists these and every mistake of all classes
   */
  static async forRoot(
    plugins: readonly Type<ProviderPlugin>[],
    environment: Environment,
    result: readonly string[] = [],
  ): Promise<DynamicModule> {
    const classes = classesOf(plugins);
    const config = await ConfigModule.forRoot({
      // Files and variables were read already, by this gateway's own rules (ENV_FILE, quotes, blanks), and the
      // values are kept under one key: Nest would copy plain ones into `process.env`.
      ignoreEnvFile: true,
      ignoreEnvVars: true,
      skipProcessEnv: true,
      validate: () => ({ checked: checkAll([...classes], plugins, environment, result) }),
    });
    return {
      module: SettingsModule,
      global: true,
      imports: [config],
      providers: [
        ...[...classes].map((settings) => ({
          provide: settings,
          inject: [ConfigService],
          useFactory: (service: CheckedConfig) => service.get('checked', { infer: true }).get(settings),
        })),
        { provide: SettingNames, useValue: SettingNames.of(classes) },
        {
          provide: SecretValues,
          inject: [ConfigService],
          useFactory: (service: CheckedConfig) => SecretValues.of(service.get('checked', { infer: true })),
        },
      ],
      exports: [...classes, SecretValues, SettingNames],
    };
  }

  /** The variables that the gateway reads with these plugins; those of named upstreams are not among them. */
  static namesOf(plugins: readonly Type<ProviderPlugin>[]): SettingNames {
    return SettingNames.of(classesOf(plugins));
  }
}

function classesOf(plugins: readonly Type<ProviderPlugin>[]): ReadonlySet<Type<object>> {
  return new Set([GatewaySettings, ...plugins.map((plugin) => requireManifest(plugin).settings)]);
}

function checkAll(
  classes: readonly Type<object>[],
  plugins: readonly Type<ProviderPlugin>[],
  environment: Environment,
  result: readonly string[],
): Checked {
  const checked = new Map<Type<object>, object>();
  const mistakes = new Set(result);
  for (const settings of classes) {
    const result = checkSettings(settings, environment);
    checked.set(settings, result.value);
    for (const mistake of result.mistakes) mistakes.add(mistake);
  }
  const candidates = plugins.map((plugin) => {
    const manifest = requireManifest(plugin);
    return toCandidate(manifest, checked.get(manifest.settings) ?? {});
  });
  const gatewaySettings = checked.get(GatewaySettings) as GatewaySettings;
  const proxyMistake = findProxyMistake(gatewaySettings);
  const prices = readPrices(gatewaySettings.PRICES_FILE);
  if ('mistakes' in prices) for (const mistake of prices.mistakes) mistakes.add(`PRICES_FILE: ${mistake}`);
  if (proxyMistake !== undefined) mistakes.add(proxyMistake);
  for (const mistake of findRouteMistakes(gatewaySettings, candidates)) mistakes.add(mistake);
  if (mistakes.size > 0) throw new SettingsError([...mistakes]);
  return checked;
}

function requireManifest(plugin: Type<ProviderPlugin>): NonNullable<ReturnType<typeof manifestOf>> {
  const manifest = manifestOf(plugin);
  if (manifest === undefined) throw new Error(`${plugin.name} has no @Plugin() manifest`);
  return manifest;
}
