import { PARTS, type Inventory } from './inventory.types.js';

export type Drift = Readonly<Record<keyof Inventory, readonly string[]>>;

/** What the second inventory has that the first has not. */
export function findNew(known: Inventory, seen: Inventory): Drift {
  const entries = PARTS.map((part) => [part, seen[part].filter((item) => !known[part].includes(item))] as const);
  return Object.fromEntries(entries) as unknown as Drift;
}

/** Both together. */
export function mergeInventories(one: Inventory, other: Inventory): Inventory {
  const entries = PARTS.map((part) => [part, [...new Set([...one[part], ...other[part]])].sort()] as const);
  return Object.fromEntries(entries) as unknown as Inventory;
}

/** A line for each part that has something; empty where nothing is new. */
export function listDrift(drift: Drift): string[] {
  return PARTS.filter((part) => drift[part].length > 0).map((part) => {
    return `${part}: ${drift[part].map((item) => `\`${item}\``).join(', ')}`;
  });
}
