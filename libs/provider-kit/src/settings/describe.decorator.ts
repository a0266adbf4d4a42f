import { ownValue } from '@gateway/protocol';
import type { Type } from '@nestjs/common';

/** The documentation of one setting. */
export interface Setting {
  /** The environment variable. */
  readonly name: string;
  /** The property of the settings class; it has the same name, except for a named upstream. */
  readonly property: string;
  readonly description: string;
  /** The text for a default that is not a plain value. */
  readonly otherwise?: string;
  /** The same variable under another spelling, read where `name` is not set. */
  readonly alias?: string;
  /**
   * What follows `UPSTREAM_<NAME>_` where the plugin serves a named upstream; absent: the variable without the
   * plugin's own name in front. False: the variable is about the gateway itself, and the same for all of them.
   */
  readonly named?: string | false;
}

type Descriptions = readonly Setting[];

const DESCRIBED = Symbol('settings: described');
const SECRET = Symbol('settings: secret');

/**
 * Declares a property of a settings class as a setting: the environment variable of the same name fills it, and this
 * sentence documents it. A property without it is never filled.
 */
export function Describe(
  description: string,
  more: Pick<Setting, 'otherwise' | 'alias' | 'named'> = {},
): (target: object, property: string) => void {
  return (target, name) => {
    const known = (Reflect.getMetadata(DESCRIBED, target) ?? []) as Descriptions;
    Reflect.defineMetadata(DESCRIBED, [...known, { name, property: name, description, ...more }], target);
  };
}

/** The value never appears in a log, an error or a document. */
export function Secret(): (target: object, property: string) => void {
  return (target, name) => Reflect.defineMetadata(SECRET, true, target, name);
}

/** The settings of a class, in the order of their declaration. */
export function settingsOf(settings: Type<object>): readonly Setting[] {
  return (Reflect.getMetadata(DESCRIBED, settings.prototype as object) ?? []) as Descriptions;
}

export function isSecret(settings: Type<object>, property: string): boolean {
  return Reflect.getMetadata(SECRET, settings.prototype as object, property) === true;
}

interface RenamedDefaults {
  readonly values?: Readonly<Record<string, string>>;
  readonly aliases?: Readonly<Record<string, string | undefined>>;
}

/**
 * The same settings with the same checks, filled from other variables.
 *
 * @param variableOf the new name of a variable; one that keeps its name keeps its other spelling too
 * @param defaults what stands there where no variable is set, and other spellings, both by the old names
 */
export function renameSettings(
  settings: Type<object>,
  variableOf: (name: string) => string,
  { values = {}, aliases = {} }: RenamedDefaults = {},
): Type<object> {
  class Renamed extends settings {
    constructor() {
      super();
      Object.assign(this, values);
    }
  }
  const renamed = settingsOf(settings).map((setting) => {
    const { alias, ...rest } = setting;
    const name = variableOf(setting.name);
    const spelling = ownValue(aliases, setting.name);
    if (name === setting.name) return setting;
    return { ...rest, name, ...(spelling === undefined ? {} : { alias: spelling }) };
  });
  Reflect.defineMetadata(DESCRIBED, renamed, Renamed.prototype);
  return Renamed;
}
