import type { Traits } from '@gateway/provider-kit';

/** The names that OpenAI allows for functions (openai `FunctionDefinition.name`). */
export const OPENAI_NAMES: Traits['toolName'] = { max: 64, foreign: /[^a-zA-Z0-9_-]/g, keep: 55 };
