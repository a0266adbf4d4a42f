/** Where a text stops being JSON. */
export interface JsonError {
  readonly problem: 'unexpected character' | 'unexpected end';
  /** From 0. */
  readonly offset: number;
  /** From 1, as editors count. */
  readonly line: number;
  readonly column: number;
}

/** Plain characters of a string: all but controls, `"` and `\`. */
const PLAIN = String.raw`[\x20\x21\x23-\x5b\x5d-\uffff]*`;
const STRING = String.raw`"${PLAIN}(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})${PLAIN})*"`;
const NUMBER = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const TOKEN = new RegExp(String.raw`[ \t\n\r]*(?:([{}[\]:,])|(${STRING})|(?:${NUMBER}|true|false|null))`, 'y');

/** What may come next. */
type State = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'next' | 'nothing';

/**
 * Finds where a text that `JSON.parse` refused goes wrong: V8 names no position for most mistakes, and quotes
 * the text instead, which is nobody's business but the client's.
 */
export function findJsonError(text: string): JsonError {
  const open: ('{' | '[')[] = [];
  let state: State = 'value';
  let offset = 0;
  for (;;) {
    TOKEN.lastIndex = offset;
    const [token, mark = '', string] = TOKEN.exec(text) ?? [];
    const next: State | undefined = token === undefined ? undefined : step(state, mark, string !== undefined, open);
    if (token === undefined || next === undefined) break;
    state = next;
    offset += token.length;
  }
  offset += /^[ \t\n\r]*/.exec(text.slice(offset))?.[0].length ?? 0;
  const before = text.slice(0, offset).split('\n');
  return {
    problem: offset >= text.length ? 'unexpected end' : 'unexpected character',
    offset,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
  };
}

/** The state after a token; undefined where the token may not stand. `open` holds the open brackets. */
function step(state: State, mark: string, isString: boolean, open: ('{' | '[')[]): State | undefined {
  const after = (): State => (open.length === 0 ? 'nothing' : 'next');
  if (mark === '{' || mark === '[') {
    if (state !== 'value' && state !== 'value or ]') return undefined;
    open.push(mark);
    return mark === '{' ? 'key or }' : 'value or ]';
  }
  if (mark === '}' || mark === ']') {
    const wanted = mark === '}' ? '{' : '[';
    const early = mark === '}' ? 'key or }' : 'value or ]';
    if (open.at(-1) !== wanted || (state !== 'next' && state !== early)) return undefined;
    open.pop();
    return after();
  }
  if (mark === ':') return state === ':' ? 'value' : undefined;
  if (mark === ',') return state === 'next' ? (open.at(-1) === '{' ? 'key' : 'value') : undefined;
  if (state === 'key' || state === 'key or }') return isString ? ':' : undefined;
  return state === 'value' || state === 'value or ]' ? after() : undefined;
}
