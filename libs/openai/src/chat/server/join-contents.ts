/** Two contents as one: two strings as paragraphs, else the parts of both. */
export function joinContents(one: unknown, other: unknown): unknown {
  if (typeof one === 'string' && typeof other === 'string') return `${one}\n\n${other}`;
  return [...toParts(one), ...toParts(other)];
}

function toParts(content: unknown): readonly unknown[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : ((content ?? []) as readonly unknown[]);
}
