import type { UsageLimits } from '../../context/limited-account.types.js';

export type Fields = Readonly<Record<string, unknown>>;

const LIMITS: readonly (keyof UsageLimits)[] = [
  'requests_per_minute',
  'tokens_per_minute',
  'usd_per_day',
  'usd_per_week',
  'usd_per_month',
];

/**
 * The limits among the fields of an entry.
 *
 * @param known names of the other fields; one that is neither is a mistake, because a mistyped limit would limit nothing
 * @throws Error that names the entry and the field
 */
export function parseLimits(place: string, fields: Fields, known: readonly string[]): UsageLimits {
  const names: readonly string[] = LIMITS;
  const unknown = Object.keys(fields).find((name) => !known.includes(name) && !names.includes(name));
  if (unknown !== undefined)
    throw new Error(`${place}: ${JSON.stringify(unknown.slice(0, 40))} is none of ${[...known, ...LIMITS].join(', ')}`);
  const limits = LIMITS.filter((name) => fields[name] !== undefined).map((name) => {
    const limit = fields[name];
    if (typeof limit !== 'number' || !(limit >= 0 && limit <= 1e9))
      throw new Error(`${place}: ${name} must be a number from 0 to 1000000000`);
    return [name, limit] as const;
  });
  return Object.fromEntries(limits);
}

/** A list of patterns of models, where there is one. */
export function parseModels(place: string, models: unknown): readonly string[] | undefined {
  if (models === undefined) return undefined;
  if (!Array.isArray(models) || !models.every((model) => typeof model === 'string'))
    throw new Error(`${place}: models must be a list of patterns`);
  return models;
}

/** An object of the file. */
export function parseFields(place: string, value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${place} must be a JSON object`);
  return value as Fields;
}
