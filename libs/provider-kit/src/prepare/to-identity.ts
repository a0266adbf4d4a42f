import type { MessagesRequest } from '@gateway/protocol';
import { digest } from '../digest.js';
import type { ReadonlyHeaders } from '../provider.types.js';
import type { Identity } from './prepared.types.js';

/**
 * What an upstream may know of who asks: a key that is the same for all requests of one conversation, and a hash
 * of whatever names the user. Claude Code sends a JSON text in `metadata.user_id`; older ones
 * `user_<hash>_account__session_<uuid>`. The raw value never leaves.
 */
export function toIdentity(request: MessagesRequest, headers: ReadonlyHeaders): Identity {
  const raw = request.metadata?.user_id ?? undefined;
  const { device, session: told } = raw === undefined ? {} : readUserId(raw);
  const session = told ?? headers['x-claude-code-session-id'];
  const agent = headers['x-claude-code-agent-id'];
  const key = session ?? digest(JSON.stringify([request.system, request.tools]), 32);
  const named = device ?? raw;
  return {
    cacheKey: (agent === undefined ? key : `${key}:${agent.slice(0, 8)}`).slice(0, 64),
    ...(named === undefined ? {} : { user: digest(named) }),
  };
}

function readUserId(raw: string): { device?: string | undefined; session?: string | undefined } {
  try {
    const value = JSON.parse(raw) as { device_id?: unknown; session_id?: unknown } | null;
    return { device: filled(value?.device_id), session: filled(value?.session_id) };
  } catch {
    return { session: /_session_([0-9a-f-]{36})$/.exec(raw)?.[1] };
  }
}

function filled(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
