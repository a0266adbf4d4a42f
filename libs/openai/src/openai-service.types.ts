import type { ModelLookup } from '@gateway/model-catalogue';
import type { ServerTraits } from '@gateway/presets';

/** The differences between services with OpenAI's API: OpenAI itself, Azure, a compatible server. */
export interface OpenAiService {
  /** First part of the name in errors: `openai`, `azure`, or that of a named upstream. */
  readonly name: string;
  /** It serves OpenAI's own models, with all parameters; else only the core fields are sent. */
  readonly official: boolean;
  /** `include_obfuscation` is accepted (api.openai.com alone). */
  readonly obfuscation: boolean;
  readonly models: ModelLookup;
  /** The variable that chooses between Chat Completions and Responses, for errors. */
  readonly apiVariable: string;
  /** Which fields identify the user: today's, the old `user`, or none. */
  readonly identifies: 'session' | 'user' | 'nobody';
  /** How a compatible server differs; absent: OpenAI's own wire. */
  readonly server?: ServerTraits;
  /** OpenAI's name of the model, where the service has names of its own: Azure's deployments. */
  modelOf(name: string): string;
}
