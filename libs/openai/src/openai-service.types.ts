import type { ServerTraits } from '@gateway/presets';

/** What sets one service on OpenAI's wire apart from another: OpenAI itself, Azure, a compatible server. */
export interface OpenAiService {
  /** First half of the backend's name in errors: `openai`, `azure`, or that of a named upstream. */
  readonly name: string;
  /** OpenAI's own models behind it, with all of its parameters; else only the core fields are sent. */
  readonly official: boolean;
  /** `include_obfuscation` is known (api.openai.com alone). */
  readonly obfuscation: boolean;
  /** Which fields say who asks: today's, the old `user`, or none. */
  readonly identifies: 'session' | 'user' | 'nobody';
  /** How a compatible server differs; absent: OpenAI's own wire. */
  readonly server?: ServerTraits;
  /** OpenAI's name of the model, where the service has names of its own: Azure's deployments. */
  modelOf(name: string): string;
}
