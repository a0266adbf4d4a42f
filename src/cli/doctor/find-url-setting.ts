import type { Type } from '@nestjs/common';
import { settingsOf } from '@gateway/provider-kit';

/** The variable that says where a provider is; other words for it where the address is built in. */
export function findUrlSetting(settings: object, url: string): string {
  const { origin } = new URL(url);
  const values = settings as Readonly<Record<string, unknown>>;
  const holds = (value: unknown): boolean => typeof value === 'string' && URL.parse(value)?.origin === origin;
  const found = settingsOf(settings.constructor as Type<object>).find(({ property }) => holds(values[property]));
  return found?.name ?? "the provider's URL";
}
