import type { PromptParts } from '@gateway/provider-kit';
import type { ChatBody } from './chat.types.js';

/** The prompt of a body: its first message is the system prompt, where there is one. */
export function toPromptParts({ tools, messages }: ChatBody): PromptParts {
  const all = messages as readonly { readonly role?: string }[];
  const hasSystem = all[0]?.role !== 'user';
  return { tools, system: hasSystem ? all[0] : undefined, messages: hasSystem ? all.slice(1) : all };
}
