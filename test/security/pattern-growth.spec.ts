import { describe, expect, it } from '@jest/globals';
import {
  maskCredentials,
  readDuration,
  readOutputLimit,
  readOverflow,
  readRateSize,
  readRetryAfter,
} from '@gateway/provider-kit';
import { SecretMask } from '../../src/observability/logging/secret-mask.js';
import { findJsonError } from '../../src/http/messages/find-json-error.js';
import { fitsPattern } from '../../src/routing/models/parse-model-map.js';
import { ArgumentsScanner } from '../../libs/protocol/src/json/arguments-scanner.js';
import { normaliseArguments } from '../../libs/protocol/src/json/normalise-arguments.js';
import { TextCallScanner } from '../../libs/openai/src/chat/text/text-call.scanner.js';
import { ThinkTagScanner } from '../../libs/openai/src/chat/text/think-tag.scanner.js';
import { toCitation } from '../../libs/openai/src/to-citation.js';
import { findPatterns } from './find-patterns.js';
import { measureGrowth } from './measure-growth.js';
import { toPumps } from './to-pumps.js';

/** Twice the text takes at most this many times as long. */
const MAX_GROWTH = 2.5;

const repeat =
  (piece: string, end = '') =>
  (length: number): string =>
    piece.repeat(Math.ceil(length / piece.length)) + end;

function scan(text: string, pieceLength = 1): void {
  const scanner = new ArgumentsScanner();
  for (let i = 0; i < text.length; i += pieceLength) scanner.push(text.slice(i, i + pieceLength));
  scanner.end();
}

const cite = (text: string): unknown => toCitation({ type: 'url_citation', url: 'https://a', start_index: 9e9 }, text);

/** Each function that reads foreign text with patterns or by hand, and texts that are as bad as can be for it. */
const READERS: readonly (readonly [string, (text: string) => unknown, readonly ((length: number) => string)[]])[] = [
  [
    'credentials',
    maskCredentials,
    ['-eyJ', 'eyJ', 'sk-', '-sk-', 'eyJ.', 'ya29.', 'AIza', 'gha_'].map((p) => repeat(p)),
  ],
  [
    'secrets of a log',
    (text) => new SecretMask(['my-own-secret']).mask(text),
    ['-eyJ', '://', '://a', 'bearer ', '/a-b_c', 'my-own-'].map((piece) => repeat(piece)),
  ],
  [
    'an overflow',
    (text) => readOverflow(text),
    [
      'maximum context length is 1 tokens ',
      'maximum context length is 1 tokens requested 1 tokens (',
      'maximum context length is 1 tokens requested 1 output tokens contains ',
      'maximum context length is 1 tokens has 1 input tokens (1',
      'configured limit of 1 tokens',
      'max_new_tokens` must be <= 1 ',
      'exceed context limit: 1 + ',
      'keep the first 1 tokens ',
      'prompt contains 1 tokens ',
      '1',
    ].map((piece) => repeat(piece)),
  ],
  [
    'a limit of answers',
    (text) => readOutputLimit(text, 'max_tokens'),
    ['max_tokens (1', 'valid range of max_tokens is [1', 'requires more credits, or fewer max_tokens ', '`a'].map(
      (piece) => repeat(piece),
    ),
  ],
  [
    'the size of a request',
    readRateSize,
    ['Request too large for ', 'Request too large for Limit 1', 'Limit 1 Requested '].map((piece) => repeat(piece)),
  ],
  [
    'thoughts in a text',
    (text) => {
      const scanner = new ThinkTagScanner({ tags: 'open', whole: false });
      for (let i = 0; i < text.length; i += 7) scanner.push(text.slice(i, i + 7));
      scanner.end();
    },
    [repeat('<think>'), repeat('</thin'), repeat(' '), repeat('a')],
  ],
  [
    'calls in a text',
    (text) => {
      const scanner = new TextCallScanner(new Set(['Read']));
      for (let i = 0; i < text.length; i += 7) scanner.push(text.slice(i, i + 7));
      scanner.end();
    },
    ['<tool_call>', '<tool_call>{}</tool_call>', '<function=', '```json', '```', '<', 'a'].map((piece) =>
      repeat(piece),
    ),
  ],
  ['a duration', readDuration, [repeat('1m'), repeat('1', 'x'), repeat('1.1ms', '!')]],
  [
    'words of a pause',
    (text) => readRetryAfter(new Headers(), text),
    [repeat('retry in 1'), repeat('try again in 1m')],
  ],
  [
    'arguments of a call',
    normaliseArguments,
    [
      repeat('\\"'),
      repeat('"\\"', 'x'),
      repeat(', '),
      repeat(' ', 'x'),
      repeat('`'),
      repeat('"a\n'),
      repeat('{"a":[1,],'),
    ],
  ],
  [
    'arguments in pieces',
    scan,
    [repeat(' '), (n) => `{${' '.repeat(n)}`, (n) => `{}${' '.repeat(n)}x`, repeat('{}'), repeat('x')],
  ],
  ['a model name', (text) => fitsPattern('*a*a*a*a*a*a*b', text), [repeat('a'), repeat('ab', 'c')]],
  ['a pattern of names', (text) => fitsPattern(text, 'a'.repeat(1000)), [repeat('*a', '*b'), repeat('*')]],
  ['a citation', cite, [repeat('. '), repeat(' '), repeat('\n'), repeat('a'), repeat('😀')]],
  ['broken JSON', findJsonError, [repeat('['), repeat(' '), repeat('"a\\n', '\n'), repeat('[1,'), repeat('1')]],
];

const CASES = READERS.flatMap(([name, run, texts]) =>
  texts.map((makeText) => ({ name, run, makeText, text: JSON.stringify(makeText(20)) })),
);

describe('what reads foreign text reads it once', () => {
  it.each(CASES)('$name: $text', ({ run, makeText }) => {
    expect(measureGrowth(run, makeText, 50_000)).toBeLessThanOrEqual(MAX_GROWTH);
  });

  it.each(findPatterns())('$place $pattern', ({ pattern }) => {
    const worst = toPumps(pattern).filter((piece) => {
      return measureGrowth((text) => text.replace(pattern, ''), repeat(piece, '\n\u0000'), 4000) > MAX_GROWTH;
    });
    expect(worst).toEqual([]);
  });

  it('is measured by a test that notices a square', () => {
    expect(measureGrowth((text) => text.replace(/\s+$/, ''), repeat(' ', 'x'), 8_000)).toBeGreaterThan(MAX_GROWTH);
  });
});
