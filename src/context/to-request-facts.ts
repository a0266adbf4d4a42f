import type { MessagesRequest } from '@gateway/protocol';
import type { Request } from 'express';

/** What log, metrics and traces tell of a question: nothing of what it says. Nobody has checked its fields yet. */
export interface RequestFacts {
  readonly stream: boolean;
  readonly messages: number | undefined;
  readonly tools: number | undefined;
  readonly maxTokens: number | undefined;
  readonly temperature: number | undefined;
  readonly topP: number | undefined;
}

export function toRequestFacts(request: MessagesRequest): RequestFacts {
  return {
    stream: request.stream === true,
    messages: lengthOf(request.messages),
    tools: lengthOf(request.tools),
    maxTokens: numberOf(request.max_tokens),
    temperature: numberOf(request.temperature),
    topP: numberOf(request.top_p),
  };
}

function lengthOf(list: unknown): number | undefined {
  return Array.isArray(list) ? list.length : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** Characters of a header that are kept. */
const MAX_SESSION_LENGTH = 128;

/** The session that a request says it belongs to: Claude Code says so, others may. Any text, as clients send it. */
export function toSession(request: Request): string | undefined {
  return request.get('x-claude-code-session-id')?.slice(0, MAX_SESSION_LENGTH);
}
