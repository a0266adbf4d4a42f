import type { Call } from '@gateway/provider-kit';

/** What a session loses at its upstream when it moves. */
export interface MoveCost {
  /** Tokens of the prompt that are not read from a cache, estimated as a quarter of its bytes. */
  readonly uncachedTokens: number;
  /** Signed thinking blocks: state of one account, which another one cannot read. */
  readonly reasoningBlocks: number;
}

type Loose = Readonly<Partial<Record<'role' | 'content' | 'type', unknown>>> | null;

const REASONING: readonly unknown[] = ['thinking', 'redacted_thinking'];

/** Estimates what the move of a call's session costs. The content of the request is not checked yet. */
export function describeCost({ rawBody, request }: Pick<Call, 'rawBody' | 'request'>): MoveCost {
  const contents = (request.messages as readonly Loose[]).map((message) => message?.content);
  const blocks = contents.filter((content) => Array.isArray(content)).flat() as readonly Loose[];
  return {
    uncachedTokens: Math.ceil(rawBody.length / 4),
    reasoningBlocks: blocks.filter((block) => REASONING.includes(block?.type)).length,
  };
}

/** Whether a conversation has an answer already, so that its upstream has a cache of it. */
export function hasAnswer({ request }: Pick<Call, 'request'>): boolean {
  return (request.messages as readonly Loose[]).some((message) => message?.role === 'assistant');
}
