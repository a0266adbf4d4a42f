/** What a source outside the repository states of a model; absent: nothing. */
export interface PublishedModel {
  readonly source: string;
  readonly id: string;
  readonly maker: string;
  /** Host of the model's maker: `openai`, `gemini`, `anthropic`. */
  readonly host: string;
  /** Tokens of the prompt, or of prompt and answer: sources do not agree on which. */
  readonly window?: number;
  readonly answer?: number;
  /** US dollars per million tokens. */
  readonly input?: number;
  readonly output?: number;
  /** ISO date of the end on `host`. */
  readonly retires?: string;
}

/** Makers by the name of their own service in the sources. */
export const MAKERS: Readonly<Record<string, string>> = { openai: 'openai', gemini: 'google', anthropic: 'anthropic' };
