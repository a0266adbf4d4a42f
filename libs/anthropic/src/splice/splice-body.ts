import { findRoot, type JsonMember, membersOf, ownValue } from '@gateway/protocol';
import { applyEdits, type Edit, removeItems, replaceSpan } from './edits.js';
import type { HistoryPlan } from './plan-history.js';
import { spliceMessages } from './splice-messages.js';

/** Top-level fields that an endpoint requires to be different: their new value, or undefined to remove them. */
export type FieldChanges = Readonly<Record<string, string | undefined>>;

/**
 * The body with only the necessary bytes changed. Where none are, it is the same object. `body` is a JSON object in
 * UTF-8.
 */
export function spliceBody(body: Uint8Array, plan: HistoryPlan, fields: FieldChanges): Uint8Array {
  if (plan.blocks.size === 0 && Object.keys(fields).length === 0) return body;
  const json = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const root = findRoot(json);
  const members = [...membersOf(json, root)];
  const edits = changeFields(members, root, fields);
  const messages = members.findLast(({ key }) => key === 'messages');
  if (plan.blocks.size > 0 && messages !== undefined) {
    edits.push(...spliceMessages(json, messages.value.start, plan));
  }
  return applyEdits(json, edits);
}

/** Of duplicate keys the last counts, as in `JSON.parse`; a removal removes all of them. */
function changeFields(members: readonly JsonMember[], root: number, fields: FieldChanges): Edit[] {
  const removed = new Set(Object.keys(fields).filter((key) => ownValue(fields, key) === undefined));
  const edits = removeItems(members, ({ key }) => removed.has(key));
  let added = '';
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const present = members.findLast((worker) => worker.key === key);
    if (present !== undefined) edits.push(replaceSpan(present.value, JSON.stringify(value)));
    else added += `${JSON.stringify(key)}:${JSON.stringify(value)},`;
  }
  if (added === '') return edits;
  const alone = members.every(({ key }) => removed.has(key));
  const at = { start: root + 1, end: root + 1 };
  return [replaceSpan(at, alone ? added.slice(0, -1) : added), ...edits];
}
