import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsOptional, ValidateBy } from 'class-validator';
import { ownValue } from '@gateway/protocol';
import { findUrlFault, type UrlRules } from './find-url-fault.js';

/**
 * How a variable is read and checked. Each of these decorators converts the text into a value; text that cannot be
 * converted stays as it is, and one sentence describes the valid values. A variable that is not set keeps the
 * property's default.
 */
function Value(
  name: string,
  expected: string | ((value: unknown) => string),
  read: (text: string) => unknown,
  accept: (value: unknown) => boolean,
): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? read(value) : value)),
    ValidateBy({
      name,
      validator: {
        validate: accept,
        defaultMessage: (given) => `must be ${typeof expected === 'string' ? expected : expected(given?.value)}`,
      },
    }),
  );
}

/** Any text. */
export function IsText(): PropertyDecorator {
  return Value(
    'isText',
    'a text',
    (text) => text,
    (value) => typeof value === 'string',
  );
}

const FLAGS = new Map<string, boolean>(
  Object.entries({ true: true, 1: true, yes: true, false: false, 0: false, no: false }),
);

/** `true`, `1`, `yes`, `false`, `0` or `no`, in any case; a boolean. */
export function IsFlag(): PropertyDecorator {
  return Value(
    'isFlag',
    'true or false',
    (text) => FLAGS.get(text.toLowerCase()) ?? text,
    (value) => typeof value === 'boolean',
  );
}

/** The range of a whole number. */
export interface WholeRange {
  readonly min?: number;
  readonly max?: number;
  /** A word that may stand instead of a number, in any case. */
  readonly or?: string;
}

/** A whole number in decimal digits. */
export function IsWhole({ min = 0, max = Number.MAX_SAFE_INTEGER, or }: WholeRange = {}): PropertyDecorator {
  const limits = max === Number.MAX_SAFE_INTEGER ? `, ${min} or more` : ` from ${min} to ${max}`;
  return Value(
    'isWhole',
    `a whole number${limits}${or === undefined ? '' : `, or ${or}`}`,
    (text) => (/^-?\d+$/.test(text) ? Number(text) : text.toLowerCase() === or ? or : text),
    (value) => (typeof value === 'number' && value >= min && value <= max) || (or !== undefined && value === or),
  );
}

/** The longest time of Node's timers, in seconds. */
const MAX_SECONDS = 2_147_483;

/** A time in seconds; fractions are allowed. */
export function IsSeconds(): PropertyDecorator {
  return Value(
    'isSeconds',
    `a number of seconds from 0 to ${MAX_SECONDS}`,
    (text) => (/^(\d+(?:\.\d*)?|\.\d+)$/.test(text) ? Number(text) : text),
    (value) => typeof value === 'number' && value <= MAX_SECONDS,
  );
}

/** One of these words, in any case; kept as it is spelled here. */
export function IsOneOf(words: readonly string[]): PropertyDecorator {
  return Value(
    'isOneOf',
    `one of ${words.join(', ')}`,
    (text) => words.find((word) => word.toLowerCase() === text.toLowerCase()) ?? text,
    (value) => typeof value === 'string' && words.includes(value),
  );
}

/**
 * A list of `name=value`, separated by commas; an object of the values by name.
 *
 * @param choices the values that each name may have
 */
export function IsChoices(choices: Readonly<Record<string, readonly string[]>>): PropertyDecorator {
  const possible = Object.entries(choices).map(([name, values]) => `${name}=${values.join('|')}`);
  return Value(
    'isChoices',
    `a list of ${possible.join(', ')}`,
    (text) => {
      const pairs = text.split(',').map((pair) => pair.split('=', 2).map((part) => part.trim()));
      const sound = pairs.every(([name = '', value = '']) => ownValue(choices, name)?.includes(value));
      return sound ? Object.fromEntries(pairs) : text;
    },
    (value) => typeof value === 'object',
  );
}

/** An absolute `http:` or `https:` URL, without credentials: a provider's credentials have settings of their own. */
export function IsHttpUrl(): PropertyDecorator {
  return IsUrl({ schemes: ['http', 'https'], credentials: false });
}

/** An absolute URL with a host. */
export function IsUrl(rules: UrlRules): PropertyDecorator {
  return Value(
    'isUrl',
    (value) => findUrlFault(value, rules) ?? '',
    (text) => text,
    (value) => findUrlFault(value, rules) === undefined,
  );
}
