import type { MessagesRequest } from '@gateway/protocol';
import { digest } from '../digest.js';
import type { ReadonlyHeaders } from '../provider.types.js';
import { readSession, readUserId } from '../read-session.js';
import type { Identity } from './normalized-request.types.js';

/**
 * The client's identity for an upstream: a key that is the same for all requests of one conversation, and a hash of
 * the value that names the user. The raw value is never sent.
 */
export function toIdentity(request: MessagesRequest, headers: ReadonlyHeaders): Identity {
  const raw = request.metadata?.user_id ?? undefined;
  const { device } = readUserId(request);
  const session = readSession(request, headers);
  const agent = headers['x-claude-code-agent-id'];
  const key = session ?? digest(JSON.stringify([request.system, request.tools]), 32);
  const named = device ?? raw;
  return {
    cacheKey: (agent === undefined ? key : `${key}:${agent.slice(0, 8)}`).slice(0, 64).toWellFormed(),
    ...(named === undefined ? {} : { user: digest(named) }),
  };
}
