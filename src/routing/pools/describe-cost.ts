import type { Call } from '@gateway/provider-kit';

/** What a session loses at its upstream when it moves. */
export interface MoveCost {
  /** Tokens of the prompt that are not read from a cache, estimated as a quarter of its bytes. */
  readonly uncachedTokens: number;
  /** Signed thinking blocks: state of one account, which another one cannot read. */
  readonly reasoningBlocks: number;
}

/** Estimates what the move of a call's session costs. */
export function describeCost({ rawBody, request }: Pick<Call, 'rawBody' | 'request'>): MoveCost {
  const blocks = request.messages.flatMap(({ content }) => (Array.isArray(content) ? content : []));
  return {
    uncachedTokens: Math.ceil(rawBody.length / 4),
    reasoningBlocks: blocks.filter(({ type }) => type === 'thinking' || type === 'redacted_thinking').length,
  };
}
