import type { Type } from '@nestjs/common';
import { ownValue } from '@gateway/protocol';
import { isSecret, settingsOf } from '@gateway/provider-kit';

/** Every setting that differs from its default, for the log: secrets are masked, and users and passwords in URLs. */
export class EffectiveSettings {
  constructor(readonly values: Readonly<Record<string, unknown>>) {}

  /** @param checked every settings class with its instance */
  static of(checked: ReadonlyMap<Type<object>, object>): EffectiveSettings {
    const rows = [...checked].flatMap(([settings, instance]) => {
      const values = instance as Readonly<Record<string, unknown>>;
      const defaults = new settings() as Readonly<Record<string, unknown>>;
      return settingsOf(settings)
        .filter(({ property }) => ownValue(values, property) !== ownValue(defaults, property))
        .map(({ name, property }) => [
          name,
          isSecret(settings, property) ? '***' : hidePassword(ownValue(values, property)),
        ]);
    });
    return new EffectiveSettings(Object.fromEntries(rows) as Record<string, unknown>);
  }
}

function hidePassword(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/\/\/[^/@\s]+@/, '//***@') : value;
}
