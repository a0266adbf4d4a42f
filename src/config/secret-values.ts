import type { Type } from '@nestjs/common';
import { ownValue } from '@gateway/protocol';
import { isSecret, settingsOf } from '@gateway/provider-kit';

/** Values that must never be shown: the values of all secret settings, and the passwords in URLs. */
export class SecretValues {
  constructor(readonly values: readonly string[]) {}

  /** @param checked every settings class with its instance */
  static of(checked: ReadonlyMap<Type<object>, object>): SecretValues {
    const values = [...checked].flatMap(([settings, instance]) =>
      settingsOf(settings).flatMap(({ property }) => {
        const value = ownValue(instance as Record<string, unknown>, property);
        if (typeof value !== 'string') return [];
        return [...(isSecret(settings, property) ? partsOf(value) : []), ...passwordsOf(value)];
      }),
    );
    return new SecretValues([...new Set(values)]);
  }
}

/** A secret, and where it is a list of keys or of `name=value`, each of them: they are used one by one. */
function partsOf(value: string): readonly string[] {
  const items = value.split(',').map((item) => item.trim());
  const named = items.map((item) => item.slice(item.indexOf('=') + 1));
  return [value, ...items, ...named].filter((part) => part !== '');
}

/** The password of a URL, encoded and decoded. */
function passwordsOf(value: string): readonly string[] {
  const password = URL.parse(value)?.password ?? '';
  if (password === '') return [];
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}
