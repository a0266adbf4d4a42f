/** Events or a message with the ids that the gateway makes up numbered, so that two answers can be compared. */
export function normalizeIds(said: object): object {
  const text = JSON.stringify(said).replace(/"msg_[^"]*"/g, '"msg"');
  const ids = new Map<string, string>();
  const numberOf = (id: string): string => {
    const numbered = ids.get(id) ?? `"toolu_${ids.size}"`;
    ids.set(id, numbered);
    return numbered;
  };
  return JSON.parse(text.replace(/"toolu_[A-Za-z0-9]{24}"/g, numberOf)) as object;
}
