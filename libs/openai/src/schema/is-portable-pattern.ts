/** What compiles a schema's patterns: Python's `re` at OpenAI and Azure, an engine of Rust's kind elsewhere. */
export type PatternEngine = 'python' | 'rust';

/** Escapes, openings of special groups, and the borders of character classes. */
const TOKEN = /\\(?:[pPu]\{|c[A-Za-z]|[\s\S])|\(\?(?:<?[=!]|<)|[[\]]/g;

/** `\p{…}`, `\u{…}`, `\cX`: JavaScript compiles them, Python does not. */
const FOREIGN_ESCAPE = /^\\(?:[pPu]\{|c[A-Za-z])/;
/** `\1`, `\k<name>`. */
const BACK_REFERENCE = /^\\[1-9k]/;

/**
 * Whether an engine compiles a pattern that JavaScript compiles (contract §6.4). What stands in a character class or
 * behind a backslash is no group.
 */
export function isPortablePattern(pattern: string, engine: PatternEngine): boolean {
  let isInClass = false;
  for (const [token] of pattern.matchAll(TOKEN)) {
    if (token === '[' || token === ']') isInClass = token === '[';
    else if (FOREIGN_ESCAPE.test(token)) return false;
    else if (isInClass) continue;
    // A named group is written `(?P<name>` in Python.
    else if (token === '(?<') return false;
    else if (engine === 'rust' && (token.startsWith('(') || BACK_REFERENCE.test(token))) return false;
  }
  return true;
}
