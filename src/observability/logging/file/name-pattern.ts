import { isAbsolute, join, normalize, sep } from 'node:path';
import strftime from 'strftime';

/** The format of a token in a name, and the part of the time that it stands for. */
const TOKENS = new Map<string, { readonly digits: number; readonly part: Part }>([
  ['Y', { digits: 4, part: 'year' }],
  ['m', { digits: 2, part: 'month' }],
  ['d', { digits: 2, part: 'day' }],
  ['H', { digits: 2, part: 'hour' }],
  ['M', { digits: 2, part: 'minute' }],
  ['S', { digits: 2, part: 'second' }],
]);

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

/** Shorthands that consist of other tokens. */
const LONG_FORM = new Map([
  ['%F', '%Y-%m-%d'],
  ['%R', '%H:%M'],
  ['%T', '%H:%M:%S'],
]);

/** A path with strftime tokens, in local time. */
export class NamePattern {
  private readonly pattern: string;

  constructor(pattern: string) {
    this.pattern = normalize(pattern.replace(/%[FRT]/g, (short) => LONG_FORM.get(short) ?? short));
  }

  /** Whether the path depends on the time. */
  get hasTokens(): boolean {
    return /%[^%]/.test(this.pattern.replaceAll('%%', ''));
  }

  /** The path at this time. */
  at(time: Date): string {
    return strftime(this.pattern, time);
  }

  /** The folder that has all names of this pattern, and how many levels below. */
  get place(): { readonly folder: string; readonly depth: number } {
    const segments = this.pattern.split(sep).filter((segment) => segment !== '');
    const changing = segments.findIndex((segment) => new NamePattern(segment).hasTokens);
    const fixed = segments.slice(0, changing < 0 ? -1 : changing).map((segment) => strftime(segment));
    return {
      folder: join(isAbsolute(this.pattern) ? sep : '.', ...fixed),
      depth: segments.length - fixed.length,
    };
  }

  /**
   * The time that is in a path of this pattern; undefined for a path that does not match, and for every path where the
   * pattern has other tokens than those above, which cannot be parsed unambiguously.
   */
  timeOf(path: string): Date | undefined {
    const parts: (Part | undefined)[] = [];
    const source = this.pattern.replace(/%(.)|[.*+?^${}()|[\]\\]/g, (found, token: string | undefined) => {
      if (token === undefined) return `\\${found}`;
      if (token === '%') return '%';
      const known = TOKENS.get(token);
      parts.push(known?.part);
      return `(\\d{${known?.digits ?? 0}})`;
    });
    const match = parts.includes(undefined) ? null : new RegExp(`^${source}$`).exec(path);
    if (match === null) return undefined;
    const result: Partial<Record<Part, number>> = {};
    for (const [i, part] of parts.entries()) if (part !== undefined) result[part] = Number(match[i + 1]);
    const time = toTime(result);
    return this.at(time) === path ? time : undefined;
  }
}

function toTime(result: Partial<Record<Part, number>>): Date {
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = result;
  return new Date(year, month - 1, day, hour, minute, second);
}
