/**
 * A JSON value in which every lone surrogate, in texts and in names of members, is U+FFFD: servers answer 400 to a body
 * with one, and the session never recovers (opencode#17758, claude-code#21095).
 *
 * @returns the value itself, and not a copy, where there is nothing to replace
 */
export function toWellFormed<T>(value: T): T {
  return isWellFormed(value) ? value : (replaced(value) as T);
}

/** Almost every value is: to find that out copies nothing. */
function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isWellFormed);
  return Object.keys(value).every((name) => name.isWellFormed()) && Object.values(value).every(isWellFormed);
}

function replaced(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(replaced);
  // Unlike an assignment this also keeps a member called `__proto__`.
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toWellFormed(), replaced(inner)]));
}
