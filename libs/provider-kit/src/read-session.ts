import type { MessagesRequest } from '@gateway/protocol';
import { digest } from './digest.js';
import type { ReadonlyHeaders } from './provider.types.js';

/** Characters of a session's name that are kept. */
const MAX_SESSION_LENGTH = 128;

/** The parts of a request that identify its session. */
export interface SessionFacts {
  readonly request: Pick<MessagesRequest, 'metadata' | 'system'>;
  readonly headers: ReadonlyHeaders;
  /** Identifies the client: the name of its token, or the credential itself. It is only hashed. */
  readonly caller?: string | undefined;
}

/**
 * The session of a request, the same for all requests of one conversation: Claude Code's header, else the session in
 * `metadata.user_id`, else a hash of client and system prompt (contract §17). State that belongs to one account at the
 * upstream (prompt caches, encrypted reasoning, thought signatures) is bound to it. Undefined where none can be
 * derived.
 */
export function toSession({ request, headers, caller }: SessionFacts): string | undefined {
  const named = readSession(request, headers);
  if (named !== undefined) return named;
  if (caller === undefined || caller === '' || !request.system) return undefined;
  return digest(JSON.stringify([caller, request.system]), 32);
}

/** The session that the client names; undefined where it names none. */
export function readSession(request: Pick<MessagesRequest, 'metadata'>, headers: ReadonlyHeaders): string | undefined {
  const named = filled(headers['x-claude-code-session-id']) ?? readUserId(request).session;
  return named?.slice(0, MAX_SESSION_LENGTH);
}

/**
 * The user and the session of a request. Claude Code sends a JSON text; older versions send
 * `user_<hash>_account__session_<uuid>`.
 */
export interface UserId {
  readonly device?: string | undefined;
  readonly session?: string | undefined;
}

/** Reads `metadata.user_id`; any text is taken, and most name no session. */
export function readUserId({ metadata }: Pick<MessagesRequest, 'metadata'>): UserId {
  const raw: unknown = metadata?.user_id;
  if (typeof raw !== 'string') return {};
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
