import type { ServerTraits } from '@gateway/presets';
import type { ChatBody } from '../chat.types.js';
import { type ChatMessage, mapMessages } from './chat-messages.js';

/**
 * The reasoning of an assistant message, beside its fields: JSON knows no symbols, so that it travels only where
 * the traits of the server, or a correction, put it into a field.
 */
export const THOUGHTS = Symbol('thoughts');

/** Stands for reasoning that is not known: DeepSeek and Kimi take it, and nothing is made up (litellm 1.110.2). */
const BLANK = ' ';

/** The body with the reasoning of its assistant messages where this server wants it (contract §14.5). */
export function echoThoughts(
  body: ChatBody,
  echo: ServerTraits['reasoningEcho'],
  field: ServerTraits['reasoningField'],
): ChatBody {
  if (echo === 'never') return body;
  return mapMessages(body, (message) => {
    if (message.role !== 'assistant') return message;
    const known = thoughtsOf(message);
    const wanted = echo === 'always' || (echo === 'calls' && message.tool_calls !== undefined);
    const thoughts = known ?? (wanted ? BLANK : undefined);
    if (thoughts === undefined || (echo === 'calls' && !wanted)) return message;
    if (field === 'think-tags') return known === undefined ? message : withTags(message, known);
    return message[field] === thoughts ? message : { ...message, [field]: thoughts };
  });
}

/** The body without the reasoning of its history. */
export function dropThoughts(body: ChatBody): ChatBody {
  return mapMessages(body, (message) => {
    if (message.reasoning_content === undefined && message.reasoning === undefined) return message;
    const { reasoning_content: _, reasoning: __, ...rest } = message;
    return rest;
  });
}

/** Whether a history holds reasoning. */
export function holdsThoughts(body: ChatBody): boolean {
  return (body.messages as readonly ChatMessage[]).some((message) => thoughtsOf(message) !== undefined);
}

function thoughtsOf(message: ChatMessage): string | undefined {
  return (message as { readonly [THOUGHTS]?: string })[THOUGHTS];
}

function withTags(message: ChatMessage, thoughts: string): ChatMessage {
  const { content } = message;
  const tagged = `<think>${thoughts}</think>`;
  if (typeof content === 'string' && content.startsWith(tagged)) return message;
  return { ...message, content: typeof content === 'string' ? `${tagged}\n\n${content}` : tagged };
}
