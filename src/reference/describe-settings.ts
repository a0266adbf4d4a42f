import type { Type } from '@nestjs/common';
import { cardOf, type ProviderPlugin, settingsOf } from '@gateway/provider-kit';
import { describeNamed } from './describe-named.js';
import { HouseSettings } from '../config/house.settings.js';
import type { SettingGroup } from './setting-group.types.js';

/** All variables that the gateway reads, by whom they belong to; a variable that several read is told once. */
export function describeSettings(plugins: readonly Type<ProviderPlugin>[]): readonly SettingGroup[] {
  const told = new Set<string>();
  const describe = (title: string, settings: Type<object>): SettingGroup => {
    const defaults = new settings() as Record<string, string | number | boolean | undefined>;
    const fresh = settingsOf(settings).filter(({ name }) => !told.has(name));
    for (const { name } of fresh) told.add(name);
    return {
      title,
      settings: fresh.map(({ name, property, description, otherwise }) => {
        const value = defaults[property]?.toString();
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
    { title: 'Named upstreams', settings: describeNamed(cards) },
  ].filter(({ settings }) => settings.length > 0);
}
