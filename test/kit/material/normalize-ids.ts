/** Events or a message with the ids that the gateway makes up numbered, so that two answers can be compared. */
export function normalizeIds(said: object): object {
  const text = JSON.stringify(said).replace(/"msg_[^"]*"/g, '"msg"');
  const ids = new Map<string, string>();
  return JSON.parse(
    text.replace(/"toolu_[A-Za-z0-9]{24}"/g, (id) => ids.set(id, ids.get(id) ?? `"toolu_${ids.size}"`).get(id)!),
  ) as object;
}
