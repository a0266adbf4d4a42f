import fc from 'fast-check';

/** One thing that happens to the frames of a stream. Places are parts of the whole, from 0 to 1. */
type Damage =
  | { readonly kind: 'drop' | 'double' | 'to the end' | 'to the front'; readonly at: number }
  | { readonly kind: 'change'; readonly at: number; readonly leaf: number; readonly value: unknown }
  | { readonly kind: 'insert'; readonly at: number; readonly value: unknown }
  | { readonly kind: 'truncate'; readonly at: number };

const place = fc.double({ min: 0, max: 0.999, noNaN: true });
const value = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    -1,
    0,
    1e308,
    true,
    [],
    {},
    [null],
    '\ud800',
    '{"a":1',
    JSON.parse('{"__proto__":{"polluted":true}}'),
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

export const arbitraryDamage: fc.Arbitrary<readonly Damage[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constantFrom('drop', 'double', 'to the end', 'to the front'), at: place }),
    fc.record({ kind: fc.constant('change'), at: place, leaf: place, value }),
    fc.record({ kind: fc.constant('insert'), at: place, value }),
    fc.record({ kind: fc.constant('truncate'), at: place }),
  ),
  { minLength: 1, maxLength: 4 },
);

/** The frames of a stream, after all that has happened to them. */
export function damage(frames: readonly string[], damages: readonly Damage[]): string[] {
  const damaged = [...frames];
  for (const one of damages) {
    const at = Math.floor(one.at * damaged.length);
    const frame = damaged[at] ?? '';
    if (one.kind === 'drop') damaged.splice(at, 1);
    else if (one.kind === 'double') damaged.splice(at, 0, frame);
    else if (one.kind === 'to the end') damaged.push(...damaged.splice(at, 1));
    else if (one.kind === 'to the front') damaged.unshift(...damaged.splice(at, 1));
    else if (one.kind === 'insert') damaged.splice(at, 0, `data: ${JSON.stringify(one.value)}\n\n`);
    else if (one.kind === 'change') damaged[at] = change(frame, one.leaf, one.value);
    else damaged.splice(at, Infinity, frame.slice(0, frame.length / 2));
  }
  return damaged;
}

/** Puts a value in some place of a JSON text; of a text that is none, at its end. */
export function changeJson(json: string, leaf: number, value: unknown): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return json + JSON.stringify(value);
  }
  const places: (readonly [object: Record<string, unknown>, key: string])[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, child] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, key]);
      visit(child);
    }
  };
  visit(parsed);
  const chosen = places[Math.floor(leaf * places.length)];
  if (chosen !== undefined) chosen[0][chosen[1]] = value;
  return JSON.stringify(parsed);
}

function change(frame: string, leaf: number, value: unknown): string {
  return frame.replace(/^data: (.*)$/m, (_, json: string) => `data: ${changeJson(json, leaf, value)}`);
}
