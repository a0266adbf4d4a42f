import type { Type } from '@nestjs/common';

/** What documents one setting. */
export interface Setting {
  /** The environment variable, and the property of the settings class. */
  readonly name: string;
  readonly description: string;
  /** What stands for the default where it is no plain value. */
  readonly otherwise?: string;
  /** The same variable under another spelling, read where `name` is not set. */
  readonly alias?: string;
}

type Descriptions = readonly Setting[];

const DESCRIBED = Symbol('settings: described');
const SECRET = Symbol('settings: secret');

/**
 * Makes a property of a settings class a setting: the environment variable of the same name fills it, and this
 * sentence documents it. A property without it is never filled.
 */
export function Describe(
  description: string,
  more: Pick<Setting, 'otherwise' | 'alias'> = {},
): (target: object, property: string) => void {
  return (target, name) => {
    const known = (Reflect.getMetadata(DESCRIBED, target) ?? []) as Descriptions;
    Reflect.defineMetadata(DESCRIBED, [...known, { name, description, ...more }], target);
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

export function isSecret(settings: Type<object>, name: string): boolean {
  return Reflect.getMetadata(SECRET, settings.prototype as object, name) === true;
}
