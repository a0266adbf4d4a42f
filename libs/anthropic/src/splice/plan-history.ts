import { isObject, type JsonObject } from '@gateway/protocol';
import {
  type ChangeCode,
  isOwnSearchId,
  isOwnSignature,
  isServerBlock,
  serverBlockToText,
} from '@gateway/provider-kit';

/** The edit of a block that the gateway made and Anthropic would refuse. */
export type BlockFate =
  | { readonly fate: 'removed' }
  /** Becomes this text block. */
  | { readonly fate: 'told'; readonly block: JsonObject }
  /** Loses these citations. */
  | { readonly fate: 'uncited'; readonly citations: ReadonlySet<number>; readonly all: boolean };

/** The edits of a request's messages; all numbers are indexes of messages and blocks. */
export interface HistoryPlan {
  readonly blocks: ReadonlyMap<number, ReadonlyMap<number, BlockFate>>;
  /** Messages that are removed: turns that lose all their blocks, and those whose content moves to another message. */
  readonly gone: ReadonlySet<number>;
  /** Messages whose contents move to the end of an earlier one. */
  readonly joined: ReadonlyMap<number, readonly number[]>;
  readonly changes: ReadonlySet<ChangeCode>;
}

/**
 * Finds blocks that the gateway itself put into a conversation while another provider served it, and that Anthropic
 * would refuse for the rest of the session: signatures that are not Anthropic's, searches and citations without its
 * encrypted content. The messages are unchecked.
 *
 * @param keepsUnsigned thinking without a signature stays: the upstream itself gives such
 */
export function planHistory(messages: unknown, keepsUnsigned = false): HistoryPlan {
  const list: readonly unknown[] = Array.isArray(messages) ? messages : [];
  const blocks = new Map<number, ReadonlyMap<number, BlockFate>>();
  const gone = new Set<number>();
  const changes = new Set<ChangeCode>();
  list.forEach((message, i) => {
    if (!isObject(message) || message.role !== 'assistant' || !Array.isArray(message.content)) return;
    const fates = planBlocks(message.content, keepsUnsigned, changes);
    if (fates.size > 0) blocks.set(i, fates);
    const emptied = [...fates.values()].filter(({ fate }) => fate === 'removed').length === message.content.length;
    if (emptied && fates.size > 0) gone.add(i);
  });
  return { blocks, joined: planJoins(list, gone), gone, changes };
}

function planBlocks(
  content: readonly unknown[],
  keepsUnsigned: boolean,
  changes: Set<ChangeCode>,
): Map<number, BlockFate> {
  const fates = new Map<number, BlockFate>();
  content.forEach((block, j) => {
    if (!isObject(block)) return;
    const found = planBlock(block, keepsUnsigned);
    if (found === undefined) return;
    fates.set(j, found);
    changes.add(CHANGE[found.fate]);
  });
  return fates;
}

const CHANGE = {
  removed: 'foreign-thinking-dropped',
  told: 'server-blocks-as-text',
  uncited: 'citations-dropped',
} as const satisfies Record<BlockFate['fate'], ChangeCode>;

function planBlock(block: JsonObject, keepsUnsigned: boolean): BlockFate | undefined {
  const { type, signature, citations, id, tool_use_id: callId } = block;
  if (type === 'thinking') {
    const isForeign = signature === '' ? !keepsUnsigned : typeof signature === 'string' && isOwnSignature(signature);
    return isForeign ? { fate: 'removed' } : undefined;
  }
  if (type === 'text' && Array.isArray(citations)) {
    const own = new Set(citations.flatMap((citation, k) => (isOwnCitation(citation) ? [k] : [])));
    return own.size > 0 ? { fate: 'uncited', citations: own, all: own.size === citations.length } : undefined;
  }
  if (typeof type !== 'string' || !isServerBlock({ type }) || (!isOwnSearch(id) && !isOwnSearch(callId)))
    return undefined;
  const { cache_control: cache } = block;
  const text = serverBlockToText({ ...block, type });
  return { fate: 'told', block: { type: 'text', text, ...(cache === undefined ? {} : { cache_control: cache }) } };
}

/**
 * Where a turn between two user turns is removed, the second joins the first. It stays separate if it has more fields
 * than role and content, which would be lost: Anthropic accepts consecutive user turns.
 */
function planJoins(messages: readonly unknown[], gone: Set<number>): Map<number, number[]> {
  const joined = new Map<number, number[]>();
  let last = -1;
  let gap = false;
  messages.forEach((message, i) => {
    if (gone.has(i)) {
      gap = true;
      return;
    }
    if (gap && isUserTurn(messages[last]) && isUserTurn(message) && Object.keys(message).length === 2) {
      joined.set(last, [...(joined.get(last) ?? []), i]);
      gone.add(i);
    } else {
      last = i;
    }
    gap = false;
  });
  return joined;
}

function isUserTurn(message: unknown): message is JsonObject {
  if (!isObject(message) || message.role !== 'user') return false;
  return typeof message.content === 'string' || Array.isArray(message.content);
}

function isOwnCitation(citation: unknown): boolean {
  return isObject(citation) && citation.encrypted_index === '';
}

function isOwnSearch(id: unknown): boolean {
  return typeof id === 'string' && isOwnSearchId(id);
}
