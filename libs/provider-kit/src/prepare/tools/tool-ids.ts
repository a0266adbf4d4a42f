import type { ToolUseBlock } from '@gateway/protocol';
import { digest, freshId } from '../../digest.js';
import type { HistoryMessage } from '../read-history.js';
import type { Traits } from '../traits.types.js';

/** Ids that Anthropic accepts in a history, in case the session later moves to Anthropic. */
const LEGAL = /^[a-zA-Z0-9_-]{1,256}$/;

/**
 * The ids of the history's tool calls toward the upstream, by the block of the call: in the upstream's form, and each
 * once. A call whose id an earlier one has gets a derived id, the same one in every request (contract §5.6).
 */
export function toUpstreamIds(
  history: readonly HistoryMessage[],
  rule: Traits['toolId'],
): ReadonlyMap<ToolUseBlock, string> {
  const ids = new Map<ToolUseBlock, string>();
  const taken = new Set<string>();
  for (const call of callsOf(history)) {
    const id = toUnique(toUpstreamId(call.id, rule), taken, ids.size);
    taken.add(id);
    ids.set(call, id);
  }
  return ids;
}

/**
 * Makes the function that gives the calls of one answer their ids toward the client. An id that an earlier call of the
 * conversation has is answered as a derived one: Claude Code takes a turn whose ids it knows for a copy and drops it
 * (Switchyard#502, openclaw#35814).
 */
export function clientIds(
  history: readonly HistoryMessage[],
): (upstream: string | undefined, taken: ReadonlySet<string>) => string {
  const known = new Set<string>();
  let calls = 0;
  for (const { id } of callsOf(history)) {
    known.add(id);
    calls++;
  }
  return (upstream, taken) => {
    const isTaken = { has: (id: string): boolean => known.has(id) || taken.has(id) };
    return toUnique(toClientId(upstream), isTaken, calls + taken.size);
  };
}

/** The upstream's form of a client's tool id: long ones keep their beginning and a hash, the same for call and result. */
function toUpstreamId(id: string, { max, keep }: Traits['toolId']): string {
  return id.length > max ? `${id.slice(0, keep).toWellFormed()}_${digest(id, 16)}` : id;
}

/** The client's form of an upstream's tool id; a fresh one where the upstream gave none. */
function toClientId(id: string | undefined): string {
  if (id === undefined || id === '') return freshId('toolu_');
  return LEGAL.test(id) ? id : `toolu_${digest(id, 24)}`;
}

/** The id, or one derived from it and the number of calls before it, where another call has it or it is empty. */
function toUnique(id: string, taken: Pick<ReadonlySet<string>, 'has'>, callsBefore: number): string {
  let unique = id;
  for (let n = callsBefore; unique === '' || taken.has(unique); n++) unique = `toolu_${digest(`${id} ${n}`, 24)}`;
  return unique;
}

function* callsOf(history: readonly HistoryMessage[]): Generator<ToolUseBlock> {
  for (const { blocks } of history)
    for (const block of blocks) if (block.type === 'tool_use') yield block as ToolUseBlock;
}
