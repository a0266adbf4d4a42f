import type { ContentBlock, ThinkingBlock, ToolResultBlock, ToolUseBlock, UnknownBlock } from '@gateway/protocol';
import { unpackState } from '../thinking-state.js';
import type { ChangeCode } from '../changes.js';
import type { NameMap } from './name-map.js';
import type { AssistantPart, Part, ToolResult, Turn } from './normalized-request.types.js';
import type { HistoryMessage } from './read-history.js';
import { isServerBlock, serverBlockToText } from './server-block-to-text.js';
import { toPart, toParts, type PartContext } from './to-parts.js';
import { isToolResult, isToolUse } from './tools/tool-blocks.js';
import { toUpstreamIds } from './tools/tool-ids.js';
import type { Traits } from './traits.types.js';

export interface TurnContext {
  readonly traits: Traits;
  readonly names: NameMap;
  readonly changes: Set<ChangeCode>;
}

type Block = ContentBlock | UnknownBlock;

/** Blocks of an assistant turn that have no meaning for another model. */
const SILENT = new Set(['advisor_tool_result', 'connector_text', 'container_upload', 'fallback', 'mcp_tool_listing']);

/**
 * The conversation as turns. Every tool call gets exactly one result directly behind its turn: late results move up,
 * missing ones are made up, and a result without its call becomes text of the user.
 */
export function toTurns(history: readonly HistoryMessage[], given: TurnContext): Turn[] {
  const context = { ...given, ids: toUpstreamIds(history, given.traits.toolId) };
  const answers = findAnswers(history);
  if (answers.repaired) context.changes.add('tool-result-repaired');
  return history.flatMap((message) => {
    if (message.role === 'system') return systemTurn(message, context);
    if (message.role === 'assistant') return assistantTurns(message, answers.byCall, context);
    const { blocks } = message;
    const rest = blocks.map((block) => (answers.used.has(block) ? undefined : block));
    const parts = userParts(message, rest, context);
    return parts.length > 0 ? [{ role: 'user', parts }] : [];
  });
}

interface CallContext extends TurnContext {
  /** The upstream's ids of the calls. */
  readonly ids: ReadonlyMap<Block, string>;
}

interface ResultEntry {
  readonly block: ToolResultBlock;
  /** For errors: where its content stands in the request. */
  readonly path: string;
  /** Its position among all results. */
  readonly order: number;
}

interface ResultIndex {
  readonly byCall: ReadonlyMap<Block, ResultEntry>;
  readonly used: ReadonlySet<Block>;
  readonly repaired: boolean;
}

/**
 * Which result belongs to which call: the first one after it. Some servers start their ids again in every response, so
 * a result belongs to the latest turn that used its id.
 */
function findAnswers(history: readonly HistoryMessage[]): ResultIndex {
  const open = new Map<string, { readonly at: number; readonly calls: Block[] }>();
  const byCall = new Map<Block, ResultEntry>();
  const used = new Set<Block>();
  let calls = 0;
  let repaired = false;
  history.forEach(({ blocks, index }, at) => {
    blocks.forEach((block, i) => {
      if (isToolUse(block)) {
        calls++;
        const turn = open.get(block.id);
        if (turn?.at === at) turn.calls.push(block);
        else open.set(block.id, { at, calls: [block] });
      }
      if (!isToolResult(block)) return;
      const call = open.get(block.tool_use_id)?.calls.shift();
      if (call === undefined) repaired = true;
      else {
        const path = `messages.${index}.content.${i}.content`;
        byCall.set(call, { block, path, order: byCall.size });
        used.add(block);
      }
    });
  });
  if (byCall.size < calls) repaired = true;
  return { byCall, used, repaired };
}

function systemTurn({ blocks }: HistoryMessage, { changes }: TurnContext): Turn[] {
  const text = blocks.flatMap((block) => {
    if (block.type === 'text') return [(block as { text: string }).text];
    if (block.type !== 'tool_addition' && block.type !== 'tool_removal') changes.add('unknown-block-dropped');
    return [];
  });
  return text.join('').trim() === '' ? [] : [{ role: 'system', text: text.join('\n\n') }];
}

function assistantTurns({ blocks }: HistoryMessage, byCall: ResultIndex['byCall'], context: CallContext): Turn[] {
  const parts: AssistantPart[] = [];
  const before: Turn[] = [];
  const calls: ToolUseBlock[] = [];
  let apart = false;
  for (const block of blocks) {
    if (block.type === 'compaction') before.push(...compactionTurn(block, context));
    const part = isToolUse(block) ? toCall(block, context) : toAssistantPart(block, apart, context);
    if (isToolUse(block)) calls.push(block);
    if (part !== undefined) parts.push(part);
    apart = block.type !== 'text';
  }
  const turns = parts.length > 0 ? [...before, { role: 'assistant' as const, parts }] : before;
  if (calls.length === 0) return turns;
  const place = (call: ToolUseBlock): number => byCall.get(call)?.order ?? byCall.size;
  const results = [...calls].sort((a, b) => place(a) - place(b)).map((call) => toResult(call, byCall, context));
  return [...turns, { role: 'results', results }];
}

function toCall(block: ToolUseBlock, { names, ids, changes }: CallContext): AssistantPart {
  const { id, name, input } = block;
  if ('toolset_name' in block) changes.add('inner-field-dropped');
  const given = ids.get(block) ?? id;
  if (given !== id) changes.add('tool-id-mapped');
  return { type: 'tool_use', id: given, name: names.toUpstream(name), input };
}

function toAssistantPart(block: Block, apart: boolean, context: TurnContext): AssistantPart | undefined {
  const { changes, traits } = context;
  if (block.type === 'text') {
    const { text, citations } = block as { text: string; citations?: readonly unknown[] };
    if (citations?.length) changes.add('citations-dropped');
    return { type: 'text', text, apart };
  }
  if (block.type === 'thinking') {
    // Some clients lose signatures.
    const { thinking, signature = '' } = block as Omit<ThinkingBlock, 'signature'> & Partial<ThinkingBlock>;
    const state = traits.state === undefined ? undefined : unpackState(traits.state, signature);
    if (state !== undefined) return { type: 'thinking', thinking, state };
    changes.add('foreign-thinking-dropped');
    return undefined;
  }
  if (block.type === 'redacted_thinking') {
    changes.add('foreign-thinking-dropped');
    return undefined;
  }
  if (SILENT.has(block.type)) {
    changes.add('silent-block-dropped');
    return undefined;
  }
  if (isServerBlock(block)) {
    changes.add('server-blocks-as-text');
    return { type: 'text', text: serverBlockToText(block), apart: true };
  }
  if (block.type === 'compaction') return undefined;
  changes.add('unknown-block-dropped');
  const said = (block as UnknownBlock).text;
  return typeof said === 'string' && said !== '' ? { type: 'text', text: said, apart: true } : undefined;
}

/** The summary of a conversation that Anthropic compacted, sent to the model as user text. */
function compactionTurn({ content }: UnknownBlock, { changes }: TurnContext): Turn[] {
  changes.add('compaction-as-text');
  return typeof content === 'string' && content !== ''
    ? [{ role: 'user', parts: [{ type: 'text', text: content }] }]
    : [];
}

function toResult(call: ToolUseBlock, byCall: ResultIndex['byCall'], context: CallContext): ToolResult {
  const { ids, names } = context;
  const known = { id: ids.get(call) ?? call.id, name: names.toUpstream(call.name) };
  const answer = byCall.get(call);
  if (answer === undefined) {
    const text = 'Error: no result was provided for this tool call.';
    return { ...known, parts: [{ type: 'text', text }], isError: true };
  }
  const parts = resultParts(answer.block, partContext(answer.path, true, context));
  return { ...known, parts, isError: answer.block.is_error === true };
}

function resultParts({ content }: ToolResultBlock, context: PartContext): Part[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  return toParts(content ?? [], context);
}

/** A user's blocks; a result without its call becomes text, and its media are kept. */
function userParts(message: HistoryMessage, blocks: readonly (Block | undefined)[], context: TurnContext): Part[] {
  return blocks.flatMap((block, i) => {
    if (block === undefined) return [];
    const path = `messages.${message.index}.content`;
    if (!isToolResult(block)) return toPart(block, partContext(`${path}.${i}`, false, context));
    const head: Part = { type: 'text', text: `[Result of an earlier tool call ${block.tool_use_id}]` };
    return [head, ...resultParts(block, partContext(`${path}.${i}.content`, true, context))];
  });
}

function partContext(path: string, inResult: boolean, { traits, changes }: TurnContext): PartContext {
  return { path, upstream: traits.upstream, documentUrls: traits.documentUrls, inResult, changes };
}
