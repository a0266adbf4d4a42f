import type { Type } from '@nestjs/common';

/** Every settings class with its instance. */
export class CheckedSettings {
  constructor(readonly all: ReadonlyMap<Type<object>, object>) {}

  static of(all: ReadonlyMap<Type<object>, object>): CheckedSettings {
    return new CheckedSettings(all);
  }
}
