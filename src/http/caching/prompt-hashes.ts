import { type PromptParts, toUnit } from '@gateway/provider-kit';

/** Messages of a conversation that are compared; the memory of it has a fixed size. */
const MAX_MESSAGES = 1000;

/** A prompt as its parts are compared: a hash each, in the order in which upstreams cache them. */
export interface PromptHashes {
  readonly tools: number;
  readonly system: number;
  readonly messages: Float64Array;
}

/** Anthropic's marks for its cache move with every turn, and are no part of the prompt. Escaped text has no such key. */
const CACHE_MARK = /,"cache_control":(?:null|\{[^{}]*\})|"cache_control":(?:null|\{[^{}]*\}),?/g;

export function hashPrompt({ tools, system, messages }: PromptParts): PromptHashes {
  return {
    tools: hashPart(tools),
    system: hashPart(system),
    messages: Float64Array.from(messages.slice(0, MAX_MESSAGES), hashPart),
  };
}

function hashPart(part: unknown): number {
  return toUnit(JSON.stringify([part]).replace(CACHE_MARK, ''));
}

/**
 * The first part of a former prompt that the present one does not begin with: `tools`, `system`, or `message n` with n
 * from 1; undefined where the former one was continued.
 */
export function findDifference(former: PromptHashes, present: PromptHashes): string | undefined {
  if (former.tools !== present.tools) return 'tools';
  if (former.system !== present.system) return 'system';
  const at = former.messages.findIndex((hash, i) => hash !== present.messages[i]);
  return at === -1 ? undefined : `message ${at + 1}`;
}
