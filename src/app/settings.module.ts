import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { manifestOf, type ProviderPlugin } from '@gateway/provider-kit';
import { CatalogueSettings } from '../catalogue/catalogue.settings.js';
import { findModelsMistakes } from '../catalogue/models-file.js';
import { readPrices } from '../observability/cost/read-prices.js';
import { SafeguardsSettings } from '../http/safeguards/safeguards.settings.js';
import { findRouteMistakes, findTargetMistakes } from '../routing/models/find-route-mistakes.js';
import { findPoolMistakes } from '../routing/pools/find-pool-mistakes.js';
import { toCandidate } from '../routing/registry/candidate.js';
import { CheckedSettings } from '../config/checked-settings.js';
import { checkAllSettings, checkSettings } from '../config/check-settings.js';
import { EffectiveSettings } from '../config/effective-settings.js';
import type { Environment } from '../config/environment.types.js';
import { SecretValues } from '../config/secrets/secret-values.js';
import { SettingNames } from '../config/setting-names.js';
import { SettingsError } from '../config/settings.error.js';
import { CostSettings } from '../observability/cost/cost.settings.js';
import { RoutingSettings } from '../routing/routing.settings.js';
import { GATEWAY_SETTINGS } from './gateway-settings.js';

/** Every settings class with its checked instance. */
type Checked = ReadonlyMap<Type<object>, object>;
type CheckedConfig = ConfigService<{ checked: Checked }, true>;

/** The settings of the gateway and of every plugin, each injectable by its class. */
@Module({})
export class SettingsModule {
  /**
   * @param found mistakes that were found before
   * @throws SettingsError that lists these and every mistake of all classes
   */
  static async forRoot(
    plugins: readonly Type<ProviderPlugin>[],
    environment: Environment,
    found: readonly string[] = [],
  ): Promise<DynamicModule> {
    const classes = classesOf(plugins);
    const { MODELS_FILE: models } = checkSettings(CatalogueSettings, environment).value;
    const mistakes = [...found, ...(await findModelsMistakes(models))];
    const config = await ConfigModule.forRoot({
      // Files and variables were read already, by this gateway's own rules (ENV_FILE, quotes, blanks), and the
      // values are kept under one key: Nest would copy plain ones into `process.env`.
      ignoreEnvFile: true,
      ignoreEnvVars: true,
      skipProcessEnv: true,
      validate: () => ({ checked: checkAll(classes, plugins, environment, mistakes) }),
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
        ...[CheckedSettings, SecretValues, EffectiveSettings].map((summary) => ({
          provide: summary,
          inject: [ConfigService],
          useFactory: (service: CheckedConfig) => summary.of(service.get('checked', { infer: true })),
        })),
      ],
      exports: [...classes, CheckedSettings, SecretValues, EffectiveSettings, SettingNames],
    };
  }

  /** The variables that the gateway reads with these plugins; those of named upstreams are not among them. */
  static namesOf(plugins: readonly Type<ProviderPlugin>[]): SettingNames {
    return SettingNames.of(classesOf(plugins));
  }
}

function classesOf(plugins: readonly Type<ProviderPlugin>[]): ReadonlySet<Type<object>> {
  return new Set([...GATEWAY_SETTINGS, ...plugins.map((plugin) => requireManifest(plugin).settings)]);
}

function checkAll(
  classes: ReadonlySet<Type<object>>,
  plugins: readonly Type<ProviderPlugin>[],
  environment: Environment,
  found: readonly string[],
): Checked {
  const { checked, mistakes: wrongValues } = checkAllSettings(classes, environment);
  const mistakes = new Set([...found, ...wrongValues]);
  const candidates = plugins.map((plugin) => {
    const manifest = requireManifest(plugin);
    return toCandidate(manifest, checked.get(manifest.settings) ?? {});
  });
  const prices = readPrices((checked.get(CostSettings) as CostSettings).PRICES_FILE);
  if ('mistakes' in prices) for (const mistake of prices.mistakes) mistakes.add(`PRICES_FILE: ${mistake}`);
  const routing = checked.get(RoutingSettings) as RoutingSettings;
  for (const mistake of findRouteMistakes(routing, candidates)) mistakes.add(mistake);
  const { SAFEGUARDS_MODEL: judge } = checked.get(SafeguardsSettings) as SafeguardsSettings;
  const { BIG_MODEL, SMALL_MODEL, MODEL_MAP, FALLBACK_MODELS } = routing;
  const naming = { BIG_MODEL, SMALL_MODEL, MODEL_MAP, FALLBACK_MODELS, SAFEGUARDS_MODEL: judge };
  for (const mistake of findPoolMistakes(environment, naming, candidates)) mistakes.add(mistake);
  for (const mistake of findTargetMistakes('SAFEGUARDS_MODEL', judge, candidates)) mistakes.add(mistake);
  if (mistakes.size > 0) throw new SettingsError([...mistakes]);
  return checked;
}

function requireManifest(plugin: Type<ProviderPlugin>): NonNullable<ReturnType<typeof manifestOf>> {
  const manifest = manifestOf(plugin);
  if (manifest === undefined) throw new Error(`${plugin.name} has no @Plugin() manifest`);
  return manifest;
}
