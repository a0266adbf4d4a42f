import type { JsonObject } from '@gateway/protocol';
import type { ChatBody } from '../chat.types.js';

/** A message of a body, open to any server's fields. */
export type ChatMessage = JsonObject;

/** The body with each message replaced; the same body where none changes. */
export function mapMessages(body: ChatBody, replace: (message: ChatMessage) => ChatMessage): ChatBody {
  return withMessages(body, (messages) => messages.map(replace));
}

/** The body with other messages; the same body where all of them are the same. */
export function withMessages(
  body: ChatBody,
  change: (messages: readonly ChatMessage[]) => readonly ChatMessage[],
): ChatBody {
  const before = body.messages as readonly ChatMessage[];
  const after = change(before);
  const same = after.length === before.length && after.every((message, i) => message === before[i]);
  return same ? body : { ...body, messages: after };
}
