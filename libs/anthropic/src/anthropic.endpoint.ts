import { type Call, KeyRing, splitKeys, withoutEndingSlashes } from '@gateway/provider-kit';
import type { Operation, PassthroughEndpoint, PassthroughTarget } from './passthrough-endpoint.types.js';

const PATHS: Readonly<Record<Operation, string>> = {
  messages: '/v1/messages',
  count_tokens: '/v1/messages/count_tokens',
};

/**
 * Anthropic's own API. One header signs a request, so this is done by hand and not by the official SDK, which would
 * serialise the body again, replace the client's `user-agent` and `x-stainless-*`, and read ANTHROPIC_AUTH_TOKEN, here
 * the inbound token, from the environment.
 */
export class AnthropicEndpoint implements PassthroughEndpoint {
  /** Hosts of others that speak this API give thoughts without a signature (claude-code#62963). */
  readonly keepsUnsignedThinking: boolean;
  private readonly baseUrl: string;
  private readonly keys: KeyRing;

  constructor(baseUrl: string, apiKeys: string) {
    this.keepsUnsignedThinking = !/(^|\.)anthropic\.com$/.test(new URL(baseUrl).hostname);
    this.keys = new KeyRing(splitKeys(apiKeys));
    // The paths include /v1, and so do some base URLs that users set.
    this.baseUrl = withoutEndingSlashes(baseUrl).replace(/\/v1$/, '');
  }

  models(query: string): PassthroughTarget {
    const key = this.keys.pick({ model: '', session: undefined });
    return { url: `${this.baseUrl}/v1/models${query}`, credentials: { 'x-api-key': key }, fields: {} };
  }

  target({ query, route, session }: Call, operation: Operation): Promise<PassthroughTarget> {
    const use = { model: route.model, session };
    const key = this.keys.pick(use);
    return Promise.resolve({
      url: this.baseUrl + PATHS[operation] + query,
      credentials: { 'x-api-key': key },
      refused: (refusal) => this.keys.refused(key, use, refusal),
      fields: route.model === route.requestedModel ? {} : { model: route.model },
    });
  }
}
