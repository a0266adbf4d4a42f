import { AnthropicFakeEncoder } from '../anthropic/anthropic.fake-encoder.js';
import { anthropic } from '../anthropic/anthropic.wire.js';
import { type AnthropicBody, blocksOf } from '../anthropic/refuse-messages.js';
import { askedOf } from '../openai/chat.wire.js';
import type { Problem } from '../script.types.js';
import type { Wire } from '../wire.types.js';

/** What a vendor's own API in Anthropic's form refuses. */
export interface MessagesFamily {
  /** The name of its preset. */
  readonly name: string;
  readonly rules: readonly ((body: AnthropicBody) => Problem | undefined)[];
}

const refused = (message: string): Problem => ({ status: 400, message });

/** Thoughts of a turn that had calls come back with it. */
const thoughtsBack = ({ messages }: AnthropicBody): Problem | undefined => {
  const isBare = messages.some(({ role, content }) => {
    const types = blocksOf(content).map(({ type }) => type);
    return role === 'assistant' && types.includes('tool_use') && !types.includes('thinking');
  });
  return isBare ? refused('The `content[].thinking` in the thinking mode must be passed back to the API.') : undefined;
};

/** Every result is that of a call before it. */
const knownCalls = ({ messages }: AnthropicBody): Problem | undefined => {
  const blocks = messages.flatMap(({ content }) => blocksOf(content));
  const calls = blocks.filter(({ type }) => type === 'tool_use').map(({ id }) => id);
  const orphan = blocks.find(({ type, tool_use_id: id }) => type === 'tool_result' && !calls.includes(id));
  return orphan && refused(`tool_use_id ${orphan.tool_use_id} has no tool_use`);
};

/** One stand-in for each preset that is spoken to in Anthropic's form (sources: docs/providers/compatible.md). */
export const MESSAGES_FAMILIES: readonly MessagesFamily[] = [
  { name: 'deepseek', rules: [thoughtsBack, knownCalls] },
  { name: 'moonshot', rules: [thoughtsBack, knownCalls] },
  { name: 'zhipu', rules: [knownCalls] },
  { name: 'minimax', rules: [thoughtsBack, knownCalls] },
];

/** These vendors do not sign thoughts (claude-code#62963). */
const UNSIGNED = '';

/** A stand-in for a vendor's API in Anthropic's form, at any base and for any key; it counts no tokens. */
export function messagesFamilyWire({ rules }: MessagesFamily): Wire {
  return {
    ...anthropic,
    find: ({ method, path, body }) =>
      method === 'POST' && path.endsWith('/v1/messages') ? { action: 'generate', ...askedOf(body) } : undefined,
    bar: ({ headers }) =>
      headers['x-api-key'] === undefined ? { status: 401, message: 'Authentication Fails' } : undefined,
    refuse(body) {
      for (const rule of rules) {
        const problem = rule(body as unknown as AnthropicBody);
        if (problem !== undefined) return problem;
      }
      return undefined;
    },
    encoder: ({ model }) => new AnthropicFakeEncoder(model, UNSIGNED),
  };
}
