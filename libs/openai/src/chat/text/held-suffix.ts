/** How many characters at the end of a text could be the beginning of one of these marks. */
export function heldSuffix(text: string, marks: readonly string[]): number {
  const longest = Math.max(...marks.map(({ length }) => length)) - 1;
  for (let held = Math.min(longest, text.length); held > 0; held--) {
    const suffix = text.slice(text.length - held);
    if (marks.some((mark) => mark.startsWith(suffix))) return held;
  }
  return 0;
}
