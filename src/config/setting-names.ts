import type { Type } from '@nestjs/common';
import { isSecret, settingsOf } from '@gateway/provider-kit';
import { FILE_SUFFIX } from './secrets/read-secret-files.js';

/** The variables that this gateway reads, in every spelling. */
export class SettingNames {
  constructor(readonly names: ReadonlySet<string>) {}

  static of(classes: Iterable<Type<object>>): SettingNames {
    const names = [...classes].flatMap((settings) =>
      settingsOf(settings).flatMap(({ name, alias, property }) => {
        const spellings = alias === undefined ? [name] : [name, alias];
        return isSecret(settings, property)
          ? [...spellings, ...spellings.map((each) => each + FILE_SUFFIX)]
          : spellings;
      }),
    );
    return new SettingNames(new Set(names));
  }
}
