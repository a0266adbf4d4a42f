/** The nodes that a place shows, each by its key with the data that it was made of. */
const shown = new WeakMap();

/**
 * Shows a node for each item. A node stays where its item is the same as before, so that the focus, a selection and
 * open details stay too.
 *
 * @param toKey the identity of an item
 * @param toNode makes the node of an item
 */
export function showList(place, items, toKey, toNode) {
  const before = shown.get(place) ?? new Map();
  const after = new Map();
  for (const item of items) {
    const key = toKey(item);
    const data = JSON.stringify(item);
    const known = before.get(key);
    after.set(key, known?.data === data ? known : { data, node: toNode(item) });
  }
  shown.set(place, after);
  arrange(
    place,
    [...after.values()].map(({ node }) => node),
  );
}

/** Shows nothing. */
export function clearList(place) {
  shown.delete(place);
  place.replaceChildren();
}

function arrange(place, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...place.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, i) => {
    if (place.childNodes[i] !== node) place.insertBefore(node, place.childNodes[i] ?? null);
  });
}
