import { setImmediate as nextTick } from 'node:timers/promises';

/** Where a text is no valid JSON. */
export interface JsonError {
  readonly problem: 'unexpected character' | 'unexpected end';
  /** From 0. */
  readonly offset: number;
  /** From 1, as editors count. */
  readonly line: number;
  readonly column: number;
}

/**
 * Space and strings are matched in pieces: one match over megabytes would block the event loop, or overflow the stack.
 */
const PIECE = 4096;
/** Matches before other requests run. */
const MATCHES = 100;

const SPACE = String.raw`[ \t\n\r]{1,${PIECE}}`;
const NUMBER = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const TOKEN = new RegExp(String.raw`${SPACE}|[{}[\]:,"]|${NUMBER}|true|false|null`, 'y');
/** Inside a string: all characters but controls, `"` and `\`, and escapes. */
const TEXT = new RegExp(
  String.raw`"|(?:[\x20\x21\x23-\x5b\x5d-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})){1,${PIECE}}`,
  'y',
);

/** What may come next. */
type State = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'next' | 'nothing' | 'text of a key' | 'text';

/**
 * Finds the position at which a text that `JSON.parse` refused is invalid: V8 names no position for most mistakes, and
 * quotes the text instead, which only the client may see.
 */
export async function findJsonError(text: string): Promise<JsonError> {
  const open: ('{' | '[')[] = [];
  let state: State = 'value';
  let offset = 0;
  let line = 1;
  let lineStart = 0;
  for (let matches = 1; ; matches++) {
    if (matches % MATCHES === 0) await nextTick();
    const token = match(state === 'text' || state === 'text of a key' ? TEXT : TOKEN, text, offset);
    const next: State | undefined = token === undefined ? undefined : step(state, token, open);
    if (token === undefined || next === undefined) break;
    state = next;
    // Strings have no raw line breaks.
    for (let at = token.indexOf('\n'); at >= 0; at = token.indexOf('\n', at + 1)) {
      line++;
      lineStart = offset + at + 1;
    }
    offset += token.length;
  }
  const problem = offset >= text.length ? 'unexpected end' : 'unexpected character';
  return { problem, offset, line, column: offset - lineStart + 1 };
}

function match(pattern: RegExp, text: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0];
}

/** The state after a token; undefined where the token may not stand. `open` holds the open brackets. */
function step(state: State, token: string, open: ('{' | '[')[]): State | undefined {
  const after = (): State => (open.length === 0 ? 'nothing' : 'next');
  if (state === 'text') return token === '"' ? after() : state;
  if (state === 'text of a key') return token === '"' ? ':' : state;
  if (/^[ \t\n\r]/.test(token)) return state;
  if (token === '{' || token === '[') {
    if (state !== 'value' && state !== 'value or ]') return undefined;
    open.push(token);
    return token === '{' ? 'key or }' : 'value or ]';
  }
  if (token === '}' || token === ']') {
    const wanted = token === '}' ? '{' : '[';
    const early = token === '}' ? 'key or }' : 'value or ]';
    if (open.at(-1) !== wanted || (state !== 'next' && state !== early)) return undefined;
    open.pop();
    return after();
  }
  if (token === ':') return state === ':' ? 'value' : undefined;
  if (token === ',') return state === 'next' ? (open.at(-1) === '{' ? 'key' : 'value') : undefined;
  if (state === 'key' || state === 'key or }') return token === '"' ? 'text of a key' : undefined;
  if (state !== 'value' && state !== 'value or ]') return undefined;
  return token === '"' ? 'text' : after();
}
