import type { Type } from '@nestjs/common';
import { ownValue } from '@gateway/protocol';
import { isSecret, settingsOf } from '@gateway/provider-kit';

/** Values that must never be shown: the values of all secret settings, present and former, and the passwords in URLs. */
export class SecretValues {
  private readonly known: Set<string>;
  private readonly listeners = new Set<(added: readonly string[]) => void>();

  constructor(values: readonly string[]) {
    this.known = new Set(values);
  }

  /** @param checked every settings class with its instance */
  static of(checked: ReadonlyMap<Type<object>, object>): SecretValues {
    const values = [...checked].flatMap(([settings, instance]) =>
      settingsOf(settings).flatMap(({ property }) => {
        const value = ownValue(instance as Record<string, unknown>, property);
        if (typeof value !== 'string') return [];
        return isSecret(settings, property) ? toSecretParts(value) : passwordsOf(value);
      }),
    );
    return new SecretValues(values);
  }

  get values(): readonly string[] {
    return [...this.known];
  }

  /** Adds a secret that replaces another one; what is under way may still show the former. */
  add(secret: string): void {
    const parts = toSecretParts(secret);
    for (const part of parts) this.known.add(part);
    for (const listener of this.listeners) listener(parts);
  }

  /** Registers a function that gets the values that are added later. */
  onAdd(listener: (added: readonly string[]) => void): void {
    this.listeners.add(listener);
  }
}

/** A secret, each of its parts where it is a list of keys or of `name=value`, and the password of a URL. */
function toSecretParts(value: string): readonly string[] {
  const items = value.split(',').map((item) => item.trim());
  const named = items.map((item) => item.slice(item.indexOf('=') + 1));
  return [...[value, ...items, ...named].filter((part) => part !== ''), ...passwordsOf(value)];
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
