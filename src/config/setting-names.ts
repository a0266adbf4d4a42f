import type { Type } from '@nestjs/common';
import { settingsOf } from '@gateway/provider-kit';

/** The variables that this gateway reads, in every spelling. */
export class SettingNames {
  constructor(readonly names: ReadonlySet<string>) {}

  static of(classes: Iterable<Type<object>>): SettingNames {
    const names = [...classes].flatMap((settings) =>
      settingsOf(settings).flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias])),
    );
    return new SettingNames(new Set(names));
  }
}
