import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type SpokenPiece, ThinkTagScanner, type ThinkTagOptions } from './think-tag.scanner.js';

const RUNS = { seed: 20261128, numRuns: 300 };

function scan(pieces: readonly string[], options: ThinkTagOptions): { thought: string; text: string } {
  const scanner = new ThinkTagScanner(options);
  const said: SpokenPiece[] = [...pieces.flatMap((piece) => scanner.push(piece)), ...scanner.end()];
  return {
    thought: said.map((piece) => ('thought' in piece ? piece.thought : '')).join(''),
    text: said.map((piece) => ('text' in piece ? piece.text : '')).join(''),
  };
}

const auto: ThinkTagOptions = { tags: 'auto', whole: false };

describe('thoughts in the text of an answer', () => {
  it.each<[string, string, ThinkTagOptions, string, string]>([
    ['tags at the beginning', '<think>a</think>b', auto, 'a', 'b'],
    ['behind white space, and before it', ' \n<think>a</think>\n\nb', auto, 'a', 'b'],
    ['nothing but thoughts', '<think>a', auto, 'a', ''],
    ['empty thoughts, as models that may not think send', '<think>\n\n</think>\n\nb', auto, '\n\n', 'b'],
    ['tags within the thoughts', '<think>a <think> b</think>c', auto, 'a <think> b', 'c'],
    ['tags further back', 'Use <think>a</think>.', auto, '', 'Use <think>a</think>.'],
    ['tags of another name', '<thinking>a</thinking>b', auto, 'a', 'b'],
    ["Google's", '<thought>a</thought>b', auto, 'a', 'b'],
    ["Magistral's", '[THINK]a[/THINK]b', auto, 'a', 'b'],
    ["Kimi-VL's", '◁think▷a◁/think▷b', auto, 'a', 'b'],
    ['another tag that closes within', '<think>a</thinking>b</think>c', auto, 'a</thinking>b', 'c'],
    ['no opening tag of another name in a whole answer', 'a[/THINK]b', { tags: 'auto', whole: true }, 'a', 'b'],
    ['a tag that no model has', '<plan>a</plan>', auto, '', '<plan>a</plan>'],
    ['a tag that is never finished', '<thin', auto, '', '<thin'],
    ['no opening tag in a stream', 'a</think>b', auto, '', 'a</think>b'],
    ['no opening tag in a whole answer', 'a</think>b', { tags: 'auto', whole: true }, 'a', 'b'],
    ['a template that opens', 'a</think>b', { tags: 'open', whole: false }, 'a', 'b'],
    ['a template that opens, and the model too', '<think>a</think>b', { tags: 'open', whole: false }, 'a', 'b'],
    ['tags where they are text', '<think>a</think>b', { tags: 'off', whole: true }, '', '<think>a</think>b'],
  ])('%s', (_, answer, options, thought, text) => {
    expect(scan([answer], options)).toEqual({ thought, text });
  });

  it('an open thought that never closes is said again as text', () => {
    expect(scan(['He', 'llo'], { tags: 'open', whole: false })).toEqual({ thought: 'Hello', text: 'Hello' });
  });

  it('any cut of any answer gives the same', () => {
    const piece = fc.constantFrom(
      '<think>',
      '</think>',
      '<thinking>',
      '</thinking>',
      '<',
      'th',
      'ink>',
      '/',
      ' ',
      '\n',
      'a',
      'ß',
      '</',
    );
    const options = fc.constantFrom<ThinkTagOptions>(
      auto,
      { tags: 'open', whole: false },
      { tags: 'off', whole: false },
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), options, (pieces, chosen) => {
        const answer = pieces.join('');
        const whole = scan([answer], chosen);
        expect(scan(Array.from(answer), chosen)).toEqual(whole);
        expect(scan(pieces, chosen)).toEqual(whole);
      }),
      RUNS,
    );
  });
});
