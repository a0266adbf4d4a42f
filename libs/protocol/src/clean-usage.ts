import type { Usage } from './message.types.js';
import { ownValue } from './json/own-value.js';
import { toCount } from './to-count.js';

type Fields = Readonly<Record<string, unknown>>;

const COUNTS = ['input_tokens', 'output_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens'] as const;
const DETAILS = {
  output_tokens_details: ['thinking_tokens'],
  server_tool_use: ['web_search_requests', 'web_fetch_requests'],
} as const;

/**
 * The figures of an unchecked usage, in tokens: a value that is no count is left out. Fields that `Usage` does not
 * name are left out too.
 */
export function cleanUsage(usage: unknown): Partial<Usage> {
  const fields = asFields(usage);
  const details = Object.entries(DETAILS).flatMap(([name, counts]) => {
    const clean = cleanCounts(asFields(ownValue(fields, name)), counts);
    return Object.keys(clean).length === 0 ? [] : [[name, clean] as const];
  });
  const { service_tier: tier } = fields;
  return {
    ...cleanCounts(fields, COUNTS),
    ...(Object.fromEntries(details) as Pick<Usage, keyof typeof DETAILS>),
    ...(typeof tier === 'string' ? { service_tier: tier } : {}),
  };
}

function cleanCounts(fields: Fields, names: readonly string[]): Readonly<Record<string, number>> {
  const counts = names.map((name) => [name, toCount(ownValue(fields, name))] as const);
  return Object.fromEntries(counts.filter((entry): entry is readonly [string, number] => entry[1] !== undefined));
}

function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
