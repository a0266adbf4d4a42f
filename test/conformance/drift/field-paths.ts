import { isRecord } from '../../kit/judge/is-record.js';

/** What these hold is handed on as it is, to tools, to schemas and to the judge of safeguards. */
const OPEN = new Set(['input', 'input_schema', 'schema', 'classifier_context']);

/** Paths of all fields: lists as `[]`, objects that have a type as `[type]`. */
export function fieldPaths(
  value: Readonly<Record<string, unknown>>,
  path = tagOf(value),
  found = new Set<string>(),
): Set<string> {
  for (const [name, field] of Object.entries(value)) {
    const here = path === '' ? name : `${path}.${name}`;
    found.add(here);
    if (OPEN.has(name)) continue;
    if (isRecord(field)) fieldPaths(field, `${here}${tagOf(field)}`, found);
    else for (const item of recordsIn(field)) fieldPaths(item, `${here}${tagOf(item) || '[]'}`, found);
  }
  return found;
}

/** The objects of a list; none where it is no list. */
export function recordsIn(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** Which of its variants an object is. */
function tagOf({ type }: Readonly<Record<string, unknown>>): string {
  return typeof type === 'string' ? `[${type}]` : '';
}
