import { elementsOf, findValue, isStringAt, membersOf, type Span } from '@gateway/protocol';
import { type Edit, removeItems, replaceSpan } from './edits.js';
import type { BlockFate, HistoryPlan } from './plan-history.js';

/** The edits that carry out a plan, in the array of messages that begins at `at`. */
export function spliceMessages(json: Buffer, at: number, { blocks, gone, joined }: HistoryPlan): Edit[] {
  const messages = [...elementsOf(json, at)];
  const contentOf = (index: number): Span | undefined => {
    const message = messages[index];
    return message === undefined ? undefined : findValue(json, message.start, 'content');
  };
  const edits = removeItems(messages, (_, index) => gone.has(index));
  for (const [index, fates] of blocks) {
    const content = gone.has(index) ? undefined : contentOf(index);
    if (content !== undefined) edits.push(...spliceBlocks(json, content.start, fates));
  }
  for (const [index, others] of joined) {
    const content = contentOf(index);
    if (content === undefined) continue;
    const all = [content, ...others.map(contentOf)];
    edits.push(
      replaceSpan(
        content,
        joinContents(
          json,
          all.filter((span) => span !== undefined),
        ),
      ),
    );
  }
  return edits;
}

function spliceBlocks(json: Buffer, at: number, fates: ReadonlyMap<number, BlockFate>): Edit[] {
  const blocks = [...elementsOf(json, at)];
  const edits = removeItems(blocks, (_, index) => fates.get(index)?.fate === 'removed');
  for (const [index, fate] of fates) {
    const block = blocks[index];
    if (block === undefined) continue;
    if (fate.fate === 'told') edits.push(replaceSpan(block, JSON.stringify(fate.block)));
    else if (fate.fate === 'uncited') edits.push(...spliceCitations(json, block.start, fate));
  }
  return edits;
}

function spliceCitations(json: Buffer, at: number, fate: Extract<BlockFate, { fate: 'uncited' }>): Edit[] {
  if (fate.all) return removeItems([...membersOf(json, at)], ({ key }) => key === 'citations');
  const citations = findValue(json, at, 'citations');
  if (citations === undefined) return [];
  return removeItems([...elementsOf(json, citations.start)], (_, index) => fate.citations.has(index));
}

/** One array of all the blocks; a plain text becomes one text block. */
function joinContents(json: Buffer, contents: readonly Span[]): Buffer {
  const parts: Buffer[] = [];
  for (const { start, end } of contents) {
    const blocks = isStringAt(json, start) ? [] : [...elementsOf(json, start)];
    const last = blocks.at(-1);
    const inner = last === undefined ? toTextBlock(json, start, end) : json.subarray(blocks[0]?.start, last.end);
    if (inner.length > 0) parts.push(Buffer.from(parts.length === 0 ? '[' : ','), inner);
  }
  return Buffer.concat([...(parts.length === 0 ? [Buffer.from('[')] : parts), Buffer.from(']')]);
}

/** Nothing for an empty text or an empty array: Anthropic refuses empty text blocks. */
function toTextBlock(json: Buffer, start: number, end: number): Buffer {
  if (!isStringAt(json, start) || end - start === 2) return Buffer.alloc(0);
  return Buffer.concat([Buffer.from('{"type":"text","text":'), json.subarray(start, end), Buffer.from('}')]);
}
