import type { Request } from 'express';

/** Characters of a header that are kept. */
const LONGEST = 128;

/** The session that a request says it belongs to: Claude Code says so, others may. Any text, as clients send it. */
export function toSession(request: Request): string | undefined {
  return request.get('x-claude-code-session-id')?.slice(0, LONGEST);
}
