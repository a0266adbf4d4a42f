import type { Traits } from '@gateway/provider-kit';

/** What OpenAI allows as a function's name (openai `FunctionDefinition.name`). */
export const OPENAI_NAMES: Traits['toolName'] = { max: 64, foreign: /[^a-zA-Z0-9_-]/g, keep: 55 };
