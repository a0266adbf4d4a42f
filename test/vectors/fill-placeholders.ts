/** A copy of a JSON value in whose strings every `{{kind:KEY}}` is replaced by the text for its key. */
export function fillPlaceholders<T>(value: T, kind: string, textFor: (key: string) => string): T {
  const placeholder = new RegExp(`\\{\\{${kind}:([^}]*)\\}\\}`, 'g');
  const fill = (item: unknown): unknown =>
    typeof item === 'string' ? item.replace(placeholder, (_, key: string) => textFor(key)) : item;
  return JSON.parse(JSON.stringify(value, (_, item: unknown) => fill(item))) as T;
}
