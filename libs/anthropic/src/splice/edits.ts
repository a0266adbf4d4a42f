import type { Span } from '@gateway/protocol';

/** Replaces the bytes of a span; an empty span inserts. */
export interface Edit extends Span {
  readonly bytes: Buffer;
}

const NOTHING = Buffer.alloc(0);

/** Replaces a value. */
export function replaceSpan({ start, end }: Span, json: string | Buffer): Edit {
  return { start, end, bytes: typeof json === 'string' ? Buffer.from(json) : json };
}

/**
 * Removes items from an array or an object, each with one of the commas around it: the one before it, or for items at
 * the front the one after. `items` are all of them, in order.
 */
export function removeItems<T extends Span>(
  items: readonly T[],
  isRemoved: (item: T, index: number) => boolean,
): Edit[] {
  const edits: Edit[] = [];
  let kept: T | undefined;
  let run: { from: number; to: number } | undefined;
  items.forEach((item, index) => {
    if (isRemoved(item, index)) {
      run = { from: run?.from ?? kept?.end ?? item.start, to: item.end };
      return;
    }
    if (run !== undefined)
      edits.push({ start: run.from, end: kept === undefined ? item.start : run.to, bytes: NOTHING });
    run = undefined;
    kept = item;
  });
  if (run !== undefined) edits.push({ start: run.from, end: run.to, bytes: NOTHING });
  return edits;
}

/** The document with the edits applied; every byte outside of them stays. The edits do not overlap. */
export function applyEdits(json: Buffer, edits: readonly Edit[]): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (const { start, end, bytes } of edits.toSorted((a, b) => a.start - b.start)) {
    parts.push(json.subarray(at, start), bytes);
    at = end;
  }
  return Buffer.concat([...parts, json.subarray(at)]);
}
