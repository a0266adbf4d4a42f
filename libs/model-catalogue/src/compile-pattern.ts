/**
 * A test of whether an id fits a pattern in which `*` stands for any characters, none included. Each part between two
 * stars is searched once, from left to right, so that no id or pattern can make the test slow.
 */
export function compilePattern(pattern: string): (id: string) => boolean {
  const [start = '', ...parts] = pattern.split('*');
  const end = parts.pop();
  if (end === undefined) return (id) => id === start;
  return (id) => {
    if (!id.startsWith(start)) return false;
    let position = start.length;
    for (const part of parts) {
      const found = id.indexOf(part, position);
      if (found === -1) return false;
      position = found + part.length;
    }
    return id.length - end.length >= position && id.endsWith(end);
  };
}
