import { isRecord } from '../kit/judge/is-record.js';
import type { PublishedModel } from './published-model.types.js';
import { readLiterals } from './read-literals.js';

/** The ids in the table of models of an `@ai-sdk` package: keys whose values list endpoints. */
export function readAiSdk(script: string, maker: string, host: string): readonly PublishedModel[] {
  const isTable = (value: Readonly<Record<string, unknown>>): boolean =>
    Object.values(value).some((entry) => isRecord(entry) && Array.isArray(entry.endpoints));
  const ids = readLiterals(script, isTable).flatMap((table) =>
    Object.entries(table).flatMap(([id, entry]) => (isRecord(entry) && Array.isArray(entry.endpoints) ? [id] : [])),
  );
  return [...new Set(ids)].map((id) => ({ source: 'ai-sdk', id, maker, host }));
}
