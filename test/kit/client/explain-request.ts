import type { OpenWire } from '../harness/all-wires.js';
import { askGateway, question } from './ask-gateway.js';

/** What `POST /v1/messages/explain` answers. */
export interface Explained {
  readonly route: Readonly<Record<'asked' | 'provider' | 'model' | 'reason', string>>;
  readonly upstream: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
  readonly changes: readonly { readonly code: string; readonly class: string }[];
  readonly input_tokens: number | null;
}

/** Has a small request explained; the rest overwrites it. */
export async function explainRequest({ gateway, model }: OpenWire, rest: object = {}): Promise<Explained> {
  const response = await askGateway(gateway, { body: question({ model, ...rest }), path: '/v1/messages/explain' });
  if (!response.ok) throw new Error(`explain answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Explained;
}
