import type { Type } from '@nestjs/common';
import { ownValue } from '@gateway/protocol';
import { settingsOf } from '@gateway/provider-kit';

/** The variable for a provider's URL; a description where the address is built in. */
export function findUrlSetting(settings: object, url: string): string {
  const { origin } = new URL(url);
  const values = settings as Readonly<Record<string, unknown>>;
  const holds = (value: unknown): boolean => typeof value === 'string' && URL.parse(value)?.origin === origin;
  const found = settingsOf(settings.constructor as Type<object>).find(({ property }) =>
    holds(ownValue(values, property)),
  );
  return found?.name ?? "the provider's URL";
}
