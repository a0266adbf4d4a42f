/**
 * How the thinking of a family is controlled: not at all, by a budget in tokens (`off`: the smallest one), or by one
 * of its levels.
 */
export type ThinkingControl =
  | { readonly by: 'nothing' }
  | { readonly by: 'budget'; readonly off: number; readonly min: number; readonly max: number }
  /** From least to most. */
  | { readonly by: 'level'; readonly levels: readonly ThinkingLevel[] };

export const THINKING_LEVELS = ['minimal', 'low', 'medium', 'high'] as const;
export type ThinkingLevel = (typeof THINKING_LEVELS)[number];

/** The traits of a family of Gemini models. */
export interface GeminiTraits {
  readonly thinking: ThinkingControl;
  /** Refuses a tool call of the history whose thought signature is missing. */
  readonly validatesSignatures: boolean;
  /** Images and documents are accepted inside a function response. */
  readonly mediaInResults: boolean;
  /** Function tools and Google's own tools are accepted together. */
  readonly toolsWithSearch: boolean;
  /** A structured output is accepted while function tools are offered. */
  readonly formatWithTools: boolean;
  /** Tokens of a response, at most. */
  readonly maxOutput: number;
  /** Tokens of the prompt, at most. */
  readonly contextWindow: number;
}

const OLD: GeminiTraits = {
  thinking: { by: 'nothing' },
  validatesSignatures: false,
  mediaInResults: false,
  toolsWithSearch: false,
  formatWithTools: false,
  maxOutput: 8192,
  contextWindow: 1_048_576,
};

const GEMINI_2_5: GeminiTraits = { ...OLD, maxOutput: 65_536 };

const NEWEST: GeminiTraits = {
  thinking: { by: 'level', levels: THINKING_LEVELS },
  validatesSignatures: true,
  mediaInResults: true,
  toolsWithSearch: true,
  formatWithTools: true,
  maxOutput: 65_536,
  contextWindow: 1_048_576,
};

const FROM_LOW: GeminiTraits = { ...NEWEST, thinking: { by: 'level', levels: ['low', 'medium', 'high'] } };

/**
 * The first row that matches counts. Sources: Google's model pages, for budgets
 * ai.google.dev/gemini-api/docs/thinking; the observed refusals that contract §3 lists. An unknown id is treated as
 * the newest: an alias such as `gemini-flash-latest` is a current model, and treated as an old one it would lose the
 * signatures that it requires.
 */
const ROWS: readonly (readonly [RegExp, GeminiTraits])[] = [
  [/^gemini-(1[.-]|2\.0|pro$|pro-vision)/, OLD],
  [/^gemini-2\.5-pro/, { ...GEMINI_2_5, thinking: { by: 'budget', off: 128, min: 128, max: 32_768 } }],
  [/^gemini-2\.5-flash-lite/, { ...GEMINI_2_5, thinking: { by: 'budget', off: 0, min: 512, max: 24_576 } }],
  [/^gemini-2\.5/, { ...GEMINI_2_5, thinking: { by: 'budget', off: 0, min: 0, max: 24_576 } }],
  [/^gemini-3(\.0)?-pro/, { ...NEWEST, thinking: { by: 'level', levels: ['low', 'high'] } }],
  [/-pro\b/, FROM_LOW],
  [/^gemini-flash-latest/, FROM_LOW],
  [/^gemini-(3\.([7-9]|\d\d)|[4-9]|\d\d)[\d.]*-flash(?!-lite)/, FROM_LOW],
];

/** The traits of a model. The name may have Google's `models/` in front. */
export function geminiTraits(model: string): GeminiTraits {
  const id = model.replace(/^models\//, '');
  return ROWS.find(([pattern]) => pattern.test(id))?.[1] ?? NEWEST;
}
