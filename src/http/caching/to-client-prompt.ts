import { isAttribution, type PromptParts } from '@gateway/provider-kit';
import { isObject, type MessagesRequest } from '@gateway/protocol';

/**
 * The parts of the prompt as the client sent it, whose fields are not checked yet, in one form: Claude Code's block for
 * billing differs each time, and it sends the same text now as a string, now as a block.
 */
export function toClientPrompt({ tools, system, messages }: MessagesRequest): PromptParts {
  const blocks: readonly unknown[] = Array.isArray(system) ? system : [system];
  return {
    tools,
    system: blocks.filter((block) => !isObject(block) || !isAttribution(block.text)),
    messages: (Array.isArray(messages) ? (messages as readonly unknown[]) : []).map(withBlocks),
  };
}

function withBlocks(message: unknown): unknown {
  if (!isObject(message) || typeof message.content !== 'string') return message;
  return { ...message, content: [{ type: 'text', text: message.content }] };
}
