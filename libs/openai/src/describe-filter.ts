import type { JsonObject } from '@gateway/protocol';

/** Azure's verdict by category: `{"hate":{"filtered":true,"severity":"high"}}`. */
export type FilterResult = Readonly<Record<string, { filtered?: boolean; severity?: string } | undefined>>;

/** The verdict inside an error's `innererror`. */
export function readFilterResult(innererror: unknown): FilterResult {
  const { content_filter_result: result, content_filter_results: results } = (innererror ?? {}) as JsonObject;
  return (result ?? results ?? {}) as FilterResult;
}

/** The categories that were filtered, with their severity where it is given: `hate high, violence medium`. */
export function describeFilter(result: FilterResult): string {
  return Object.entries(result)
    .filter(([, verdict]) => verdict?.filtered === true)
    .map(([category, verdict]) => [category, verdict?.severity].filter(Boolean).join(' '))
    .join(', ');
}
