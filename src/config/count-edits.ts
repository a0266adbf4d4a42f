/** The least number of inserted, removed or replaced characters that turn one text into the other (Levenshtein). */
export function countEdits(one: string, other: string): number {
  let former = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = (former[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (former[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    former = row;
  }
  return former[other.length] ?? 0;
}
