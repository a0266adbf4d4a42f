import type { MessagesRequest } from '@gateway/protocol';
import type { Request } from 'express';

/** The facts of a request for log, metrics and traces: no content. Its fields are not checked yet. */
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

/** The session id that a request carries: Claude Code sends one, other clients may. Any text, as clients send it. */
export function toSession(request: Request): string | undefined {
  return request.get('x-claude-code-session-id')?.slice(0, MAX_SESSION_LENGTH);
}
