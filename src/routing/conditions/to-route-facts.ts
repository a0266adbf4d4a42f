import type { ReadonlyHeaders } from '@gateway/provider-kit';
import { type MessagesRequest, ownValue } from '@gateway/protocol';
import { type Condition, NO_FACTS, type RequestKind, type RouteFacts } from './condition.types.js';
import { isClassifier } from './is-classifier.js';
import type { SizeMemory } from './size-memory.js';

/** A request as conditions read it. Its fields are not checked yet. */
export interface ConditionedRequest {
  readonly request: MessagesRequest;
  readonly headers: ReadonlyHeaders;
  /** Of the decompressed body. */
  readonly bytes: number;
  readonly session?: string | undefined;
  /** Whether a message is asked for, and not a count or an explanation. */
  readonly isMessage: boolean;
}

/** Bytes of a request for each token: a cheap estimate that is the same in every process. */
const BYTES_PER_TOKEN = 4;

/**
 * What a request shows about the conditions of routes. Only what the client sends counts: without Claude Code's
 * headers (`CLAUDE_CODE_GATEWAY_HINT_HEADERS=1`) nothing is guessed. A request to the safety classifier meets none, so
 * that no condition sends it to a smaller model.
 */
export function toRouteFacts(
  { request, headers, bytes, session, isMessage }: ConditionedRequest,
  memory: SizeMemory,
): RouteFacts {
  if (isClassifier(request, headers)) return NO_FACTS;
  const kinds = toKinds(request, headers);
  const agent = headers['x-claude-code-agent-id'] ?? '';
  const conversation = session === undefined ? undefined : `${session} ${agent}`;
  const isTurn = isMessage && kinds.background === undefined;
  const tokens = Math.ceil(bytes / BYTES_PER_TOKEN);
  return {
    meets(condition: Condition): string | undefined {
      if (typeof condition === 'string') return kinds[condition];
      return memory.isOver(conversation, condition.over, tokens, isTurn) ? `about ${tokens} tokens` : undefined;
    },
  };
}

function toKinds({ tools }: MessagesRequest, headers: ReadonlyHeaders): Partial<Record<RequestKind, string>> {
  const requestClass = headers['x-claude-code-request-class'];
  const search = (Array.isArray(tools) ? (tools as readonly unknown[]) : []).map(typeOf).find(isSearch);
  const byClass = (name: string): string | undefined =>
    requestClass === name ? `x-claude-code-request-class: ${name}` : undefined;
  const byHeader = (name: string): string | undefined =>
    ownValue(headers, name) === undefined ? undefined : `header ${name}`;
  const found: Record<RequestKind, string | undefined> = {
    subagent: byHeader('x-claude-code-agent-id') ?? byClass('subagent'),
    compaction: byClass('compaction') ?? byHeader('x-claude-code-compaction'),
    background: search === undefined ? byClass('auxiliary') : undefined,
    'web-search': search === undefined ? undefined : `tool ${search}`,
  };
  return Object.fromEntries(Object.entries(found).filter(([, why]) => why !== undefined));
}

function typeOf(tool: unknown): string {
  const type: unknown = typeof tool === 'object' && tool !== null && 'type' in tool ? tool.type : undefined;
  return typeof type === 'string' ? type : '';
}

function isSearch(type: string): boolean {
  return type.startsWith('web_search_');
}
