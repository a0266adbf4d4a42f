/** Stands for a place that is taken away. */
export const REMOVED = Symbol('removed');

/** What is put in the place of a valid value: what programs and broken libraries send, and keys of prototypes. */
export const REPLACEMENTS: readonly unknown[] = [
  REMOVED,
  null,
  '',
  '12',
  '__proto__',
  'constructor',
  'toString',
  '\ud800',
  '\u0000\r\n\r\ndata: {}',
  'x'.repeat(20_000),
  0,
  -1,
  0.5,
  1e21,
  -1e308,
  true,
  false,
  [],
  [null],
  [[]],
  ['__proto__'],
  {},
  JSON.parse('{"__proto__":{"polluted":true}}'),
  { constructor: null, toString: 1, then: 1, length: -1 },
];
