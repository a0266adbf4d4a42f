import type { Type } from '@nestjs/common';
import { ownValue } from '@gateway/protocol';
import { manifestOf, type ProviderPlugin, settingsOf } from '@gateway/provider-kit';
import { describeNamed } from './describe-named.js';
import { GATEWAY_SETTINGS } from '../app/gateway-settings.js';
import type { SettingGroup } from './setting-group.types.js';

/** All variables that the gateway reads, grouped by owner; a variable with several owners is listed once. */
export function describeSettings(plugins: readonly Type<ProviderPlugin>[]): readonly SettingGroup[] {
  const result = new Set<string>();
  const describe = (title: string, settings: Type<object>): SettingGroup => {
    const defaults = new settings() as Record<string, string | number | boolean | undefined>;
    const fresh = settingsOf(settings).filter(({ name }) => !result.has(name));
    for (const { name } of fresh) result.add(name);
    return {
      title,
      settings: fresh.map(({ name, property, description, otherwise }) => {
        const value = ownValue(defaults, property)?.toString();
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
  const manifests = plugins.map((plugin) => manifestOf(plugin)).filter((manifest) => manifest !== undefined);
  return [
    ...GATEWAY_SETTINGS.map((settings) => describe(settings.name.replace(/Settings$/, ''), settings)),
    ...manifests.map(({ name, preferredAs = name, settings }) =>
      describe(`Provider ${name} (\`PREFERRED_PROVIDER=${preferredAs}\`)`, settings),
    ),
    { title: 'Named upstreams and pools', settings: describeNamed(manifests) },
  ].filter(({ settings }) => settings.length > 0);
}
