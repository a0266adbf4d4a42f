import { asObject, isObject, ownValue } from '@gateway/protocol';
import { resolveReference } from '@gateway/provider-kit';

/** Harmless values for properties, chosen by words in their names; the first that matches is taken. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/command|cmd|script/i, 'echo "hello from the demo"'],
  [/url|uri|link/i, 'https://example.com/'],
  [/file|path|dir|folder/i, 'README.md'],
  [/glob|pattern/i, '*'],
  [/city|place|location/i, 'Paris'],
  [/mail/i, 'demo@example.com'],
];

const BY_FORMAT = new Map<string, string>(
  Object.entries({
    date: '2026-01-01',
    'date-time': '2026-01-01T00:00:00Z',
    time: '00:00:00Z',
    email: 'demo@example.com',
    uri: 'https://example.com/',
    uuid: '00000000-0000-4000-8000-000000000000',
  }),
);

/** The most values of one sample: a schema may contain itself, or itself many times. */
const MAX_VALUES = 200;

/**
 * A simple value that matches a JSON schema: the required properties only. It knows the usual keywords; a schema with
 * others (a `pattern`, a `not`) may get a value that does not match.
 */
export function toSample(root: unknown): unknown {
  let left = MAX_VALUES;

  const sample = (schema: unknown, name: string): unknown => {
    if (!isObject(schema) || left-- <= 0) return null;
    const { $ref: ref, default: preset, enum: values, examples, type, properties, required } = schema;
    if (typeof ref === 'string') return sample(resolveReference(asObject(root), ref), name);
    if ('const' in schema) return schema.const;
    if (preset !== undefined) return preset;
    if (Array.isArray(values)) return values[0];
    if (Array.isArray(examples) && examples.length > 0) return examples[0];
    const variants = [schema.anyOf, schema.oneOf, schema.allOf].find(Array.isArray);
    if (variants !== undefined && !isObject(properties)) return sample(variants[0], name);
    switch (Array.isArray(type) ? (type as unknown[])[0] : type) {
      case 'string':
        return sampleText(schema, name);
      case 'integer':
      case 'number':
        return sampleNumber(schema);
      case 'boolean':
        return false;
      case 'null':
        return null;
      case 'array':
        return Array.from({ length: Math.min(Number(schema.minItems ?? 0), left) }, () => sample(schema.items, name));
      default: {
        if (!isObject(properties) || !Array.isArray(required)) return {};
        const keys = required.filter((key) => typeof key === 'string');
        return Object.fromEntries(keys.map((key) => [key, sample(ownValue(properties, key), key)]));
      }
    }
  };
  return sample(root, '');
}

function sampleText({ format, minLength }: Record<string, unknown>, name: string): string {
  const text = BY_FORMAT.get(String(format)) ?? BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? 'demo';
  return text.padEnd(Math.min(Number(minLength ?? 0), 1000), '.');
}

function sampleNumber({ minimum, exclusiveMinimum, maximum }: Record<string, unknown>): number {
  if (typeof minimum === 'number') return minimum;
  if (typeof exclusiveMinimum === 'number') return Math.floor(exclusiveMinimum) + 1;
  return typeof maximum === 'number' ? Math.min(maximum, 1) : 1;
}
