/**
 * A JSON value in which every lone surrogate, in texts and in names of members, is U+FFFD: servers answer 400 to a body
 * with one, and the session never recovers (opencode#17758, claude-code#21095).
 *
 * @returns the value itself, and not a copy, where there is nothing to replace
 */
export function toWellFormed<T>(value: T): T;
export function toWellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const given: readonly unknown[] = value;
    const items = given.map((item) => toWellFormed(item));
    return items.every((item, i) => item === given[i]) ? given : items;
  }
  const entries = Object.entries(value);
  const formed = entries.map(([name, inner]: [string, unknown]) => [name.toWellFormed(), toWellFormed(inner)] as const);
  const isSame = formed.every(([name, inner], i) => name === entries[i]?.[0] && inner === entries[i][1]);
  // Unlike an assignment this also keeps a member called `__proto__`.
  return isSame ? value : Object.fromEntries(formed);
}
