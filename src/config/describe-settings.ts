import type { Type } from '@nestjs/common';
import { cardOf, type ProviderPlugin, settingsOf } from '@gateway/provider-kit';
import { HouseSettings } from './house.settings.js';

export interface DescribedSetting {
  readonly name: string;
  readonly description: string;
  /** As it would be written in a file; undefined where there is none. */
  readonly value?: string;
  /** What the documents say of the default. */
  readonly byDefault: string;
}

/** The settings of one settings class. */
export interface SettingGroup {
  readonly title: string;
  readonly settings: readonly DescribedSetting[];
}

/** All variables that the gateway reads, by whom they belong to; a variable that several read is told once. */
export function describeSettings(plugins: readonly Type<ProviderPlugin>[]): readonly SettingGroup[] {
  const told = new Set<string>();
  const describe = (title: string, settings: Type<object>): SettingGroup => {
    const defaults = new settings() as Record<string, string | number | boolean | undefined>;
    const fresh = settingsOf(settings).filter(({ name }) => !told.has(name));
    for (const { name } of fresh) told.add(name);
    return {
      title,
      settings: fresh.map(({ name, description, otherwise }) => {
        const value = defaults[name]?.toString();
        const byDefault = otherwise ?? (value === undefined ? 'none' : `\`${value}\``);
        return {
          name,
          description: description.replace(/\.?$/, '.'),
          byDefault,
          ...(value === undefined ? {} : { value }),
        };
      }),
    };
  };
  const cards = plugins.map((plugin) => cardOf(plugin)).filter((card) => card !== undefined);
  return [
    describe('The gateway', HouseSettings),
    ...cards.map(({ name, preferredAs = name, settings }) =>
      describe(`Provider ${name} (\`PREFERRED_PROVIDER=${preferredAs}\`)`, settings),
    ),
  ].filter(({ settings }) => settings.length > 0);
}
