/** Characters that classes of patterns accept: a run of one of them is the simplest attack. */
const SAMPLES = ['a', 'A', '1', ' ', '-', '_', '/', '.', ',', '"', '\\', '`', '?', '=', '(', '[', '{', ':', "'", '\\"'];

/**
 * Pieces to repeat against a pattern: its own words, one character of each kind, and each word beside each character.
 * A pattern grows with the square where it can begin, or go on, at each of them and fails at the end of the text.
 */
export function toPumps({ source }: RegExp): readonly string[] {
  const plain = source
    .replace(/\\[bBdDwWsS]|\(\?[:=!<]+|\[[^\]]*\]|[$^*+?|()]|\{[\d,]*\}/g, '\u0000')
    .replace(/\\(.)/g, '$1');
  const words = plain.split('\u0000').filter((word) => word !== '');
  const beside = words.flatMap((word) => ['a', '1', ' '].map((char) => word + char));
  return [...new Set([...SAMPLES, ...words, words.join(''), words.join('1'), ...beside])].filter(Boolean);
}
