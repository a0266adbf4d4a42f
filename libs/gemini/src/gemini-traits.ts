import type { Effort, Model, ModelLookup } from '@gateway/model-catalogue';

/**
 * How the thinking of a family is controlled: not at all, by a budget in tokens (`off`: the smallest one), or by one
 * of its levels.
 */
export type ThinkingControl =
  | { readonly by: 'nothing' }
  | { readonly by: 'budget'; readonly off: number; readonly min: number; readonly max: number }
  /** From least to most. */
  | { readonly by: 'level'; readonly levels: readonly ThinkingLevel[] };

export const THINKING_LEVELS = ['minimal', 'low', 'medium', 'high', 'xhigh'] as const satisfies readonly Effort[];
export type ThinkingLevel = (typeof THINKING_LEVELS)[number];

/** The traits of a family of Gemini models. */
export interface GeminiTraits {
  readonly thinking: ThinkingControl;
  /** `temperature`, `topP` and `topK` are taken. */
  readonly sampling: boolean;
  /** Refuses a tool call of the history whose thought signature is missing. */
  readonly validatesSignatures: boolean;
  /** Images and documents are accepted inside a function response. */
  readonly mediaInResults: boolean;
  /** Function tools and Google's own tools are accepted together. */
  readonly toolsWithSearch: boolean;
  /** A structured output is accepted while function tools are offered. */
  readonly formatWithTools: boolean;
  /** An answer that reaches the limit of one call can be continued by a token. */
  readonly continuation: boolean;
  /** Tokens of an answer, at most, over all its calls. */
  readonly maxOutput: number;
  /** Tokens of the prompt, at most. */
  readonly contextWindow: number;
}

/**
 * An id that no row fits is taken for a current model: one taken for an old model would lose the signatures that it
 * insists on. Facts that a row lacks are these too.
 */
const NEWEST: GeminiTraits = {
  thinking: { by: 'level', levels: ['minimal', 'low', 'medium', 'high'] },
  sampling: true,
  validatesSignatures: true,
  mediaInResults: true,
  toolsWithSearch: true,
  formatWithTools: true,
  continuation: false,
  maxOutput: 65_536,
  contextWindow: 1_048_576,
};

/** What is known of a model. The name may carry Google's `models/`. */
export function geminiTraits(models: ModelLookup, name: string): GeminiTraits {
  const match = models.find(toModelId(name), 'google');
  return match === undefined ? NEWEST : toTraits(match.model);
}

/** A model's name without Google's `models/`. */
export function toModelId(name: string): string {
  return name.replace(/^models\//, '');
}

function toTraits(model: Model): GeminiTraits {
  return {
    thinking: toControl(model),
    sampling: model.sampling === undefined || model.sampling === 'always',
    validatesSignatures: model.signatures ?? NEWEST.validatesSignatures,
    mediaInResults: model.media_in_results ?? NEWEST.mediaInResults,
    toolsWithSearch: model.tools_with_search ?? NEWEST.toolsWithSearch,
    formatWithTools: model.format_with_tools ?? NEWEST.formatWithTools,
    continuation: model.continuation ?? NEWEST.continuation,
    maxOutput: model.answer?.max ?? NEWEST.maxOutput,
    contextWindow: model.window?.input ?? model.window?.total ?? NEWEST.contextWindow,
  };
}

function toControl({ thinking }: Model): ThinkingControl {
  const levels = THINKING_LEVELS.filter((level) => thinking?.levels?.includes(level));
  if (levels.length > 0) return { by: 'level', levels };
  if (thinking?.budget === undefined) return { by: 'nothing' };
  return { by: 'budget', off: thinking.budget.min, ...thinking.budget };
}
