import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { cardOf, type ProviderPlugin } from '@gateway/provider-kit';
import { readPrices } from '../observability/cost/read-prices.js';
import { findRouteMistakes } from '../routing/models/find-route-mistakes.js';
import { toCandidate } from '../routing/registry/candidate.js';
import { checkSettings } from '../config/check-settings.js';
import { findProxyMistake } from '../config/find-proxy-mistake.js';
import { HouseSettings } from '../config/house.settings.js';
import type { Environment } from '../config/read-environment.js';
import { SecretValues } from '../config/secret-values.js';
import { SettingsError } from '../config/settings.error.js';

/** Every settings class with its checked instance. */
type Checked = ReadonlyMap<Type<object>, object>;
type CheckedConfig = ConfigService<{ checked: Checked }, true>;

/** The settings of the house and of every plugin, each injectable by its class. */
@Module({})
export class SettingsModule {
  /**
   * @param told mistakes that were found before
   * @throws SettingsError that lists these and every mistake of all classes
   */
  static async forRoot(
    plugins: readonly Type<ProviderPlugin>[],
    environment: Environment,
    told: readonly string[] = [],
  ): Promise<DynamicModule> {
    const classes = new Set<Type<object>>([HouseSettings, ...plugins.map((plugin) => requireCard(plugin).settings)]);
    const config = await ConfigModule.forRoot({
      // Files and variables were read already, by this gateway's own rules (ENV_FILE, quotes, blanks), and the
      // values are kept under one key: Nest would copy plain ones into `process.env`.
      ignoreEnvFile: true,
      ignoreEnvVars: true,
      skipProcessEnv: true,
      validate: () => ({ checked: checkAll([...classes], plugins, environment, told) }),
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
        {
          provide: SecretValues,
          inject: [ConfigService],
          useFactory: (service: CheckedConfig) => SecretValues.of(service.get('checked', { infer: true })),
        },
      ],
      exports: [...classes, SecretValues],
    };
  }
}

function checkAll(
  classes: readonly Type<object>[],
  plugins: readonly Type<ProviderPlugin>[],
  environment: Environment,
  told: readonly string[],
): Checked {
  const checked = new Map<Type<object>, object>();
  const mistakes = new Set(told);
  for (const settings of classes) {
    const result = checkSettings(settings, environment);
    checked.set(settings, result.value);
    for (const mistake of result.mistakes) mistakes.add(mistake);
  }
  const candidates = plugins.map((plugin) => {
    const card = requireCard(plugin);
    return toCandidate(card, checked.get(card.settings) ?? {});
  });
  const house = checked.get(HouseSettings) as HouseSettings;
  const proxyMistake = findProxyMistake(house);
  const prices = readPrices(house.PRICES_FILE);
  if ('mistakes' in prices) for (const mistake of prices.mistakes) mistakes.add(`PRICES_FILE: ${mistake}`);
  if (proxyMistake !== undefined) mistakes.add(proxyMistake);
  for (const mistake of findRouteMistakes(house, candidates)) mistakes.add(mistake);
  if (mistakes.size > 0) throw new SettingsError([...mistakes]);
  return checked;
}

function requireCard(plugin: Type<ProviderPlugin>): NonNullable<ReturnType<typeof cardOf>> {
  const card = cardOf(plugin);
  if (card === undefined) throw new Error(`${plugin.name} has no @Plugin() card`);
  return card;
}
