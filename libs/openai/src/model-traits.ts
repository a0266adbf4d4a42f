/** Values of `reasoning_effort`, from least to most (openai `ReasoningEffort`). */
export const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
export type OpenAiEffort = (typeof EFFORTS)[number];

/** The traits of a family of models. */
export interface OpenAiTraits {
  readonly reasoning: boolean;
  /** The role of system messages. */
  readonly systemRole: 'system' | 'developer';
  /** When `temperature` and `top_p` are accepted. */
  readonly sampling: 'always' | 'never' | 'with-effort-none' | 'without-effort';
  /** Efforts that it accepts; none: the field must not be sent. */
  readonly efforts: readonly OpenAiEffort[];
  /** The effort closest to no thinking; absent: the field is left out. */
  readonly off?: OpenAiEffort;
  /** How function tools limit the effort on Chat Completions. */
  readonly effortWithTools: 'free' | 'omitted' | 'none';
  readonly stop: boolean;
  /** `parallel_tool_calls` is accepted. */
  readonly parallelToolCalls: boolean;
  readonly maxTokensField: 'max_tokens' | 'max_completion_tokens';
  /** Tokens of a response, at most. */
  readonly maxOutput?: number;
  /** Tokens of prompt and answer together. */
  readonly contextWindow?: number;
  /** Reasons better over Responses, or accepts reasoning together with tools only there. */
  readonly prefersResponses: boolean;
  /** `reasoning.context` is accepted: without it old reasoning is rendered and billed. */
  readonly reasoningContext: boolean;
}

type Row = readonly [RegExp, Partial<OpenAiTraits>];

const PLAIN: OpenAiTraits = {
  reasoning: false,
  systemRole: 'system',
  sampling: 'always',
  efforts: [],
  effortWithTools: 'free',
  stop: true,
  parallelToolCalls: true,
  maxTokensField: 'max_completion_tokens',
  prefersResponses: false,
  reasoningContext: false,
};

const REASONING: OpenAiTraits = {
  ...PLAIN,
  reasoning: true,
  systemRole: 'developer',
  sampling: 'never',
  efforts: ['low', 'medium', 'high'],
  stop: false,
  maxOutput: 128_000,
  contextWindow: 400_000,
  prefersResponses: true,
};

const O_SERIES: OpenAiTraits = {
  ...REASONING,
  parallelToolCalls: false,
  maxOutput: 100_000,
  contextWindow: 200_000,
};

const NEWEST: OpenAiTraits = {
  ...REASONING,
  sampling: 'with-effort-none',
  efforts: ['none', 'low', 'medium', 'high', 'xhigh'],
  off: 'none',
};

/** The first row that matches counts. Sources: OpenAI's model pages; the types of the `openai` package. */
const ROWS: readonly Row[] = [
  [/^gpt-4\.1/, { ...PLAIN, maxOutput: 32_768, contextWindow: 1_047_576 }],
  [/^(gpt-4o|chatgpt-4o|gpt-5(\.\d+)?-chat|chatgpt-)/, { ...PLAIN, maxOutput: 16_384, contextWindow: 128_000 }],
  [/^gpt-4-turbo/, { ...PLAIN, maxOutput: 4096, contextWindow: 128_000 }],
  [/^gpt-4(-\d{4})?$/, { ...PLAIN, maxOutput: 8192, contextWindow: 8192 }],
  [/^gpt-3\.5/, { ...PLAIN, maxOutput: 4096, contextWindow: 16_385 }],
  [/^gpt-[34]/, PLAIN],
  [/^o1/, { ...O_SERIES, stop: true }],
  [/^o[34]/, O_SERIES],
  [/^gpt-5-pro/, { ...REASONING, efforts: ['high'], off: 'high', maxOutput: 272_000 }],
  [/^gpt-5-codex/, { ...REASONING, off: 'low' }],
  [/^gpt-5($|-(mini|nano))/, { ...REASONING, efforts: ['minimal', 'low', 'medium', 'high'], off: 'minimal' }],
  [/^gpt-5\.1.*-codex/, { ...NEWEST, efforts: ['low', 'medium', 'high'], off: 'low' }],
  [/^gpt-5\.1/, { ...NEWEST, efforts: ['none', 'low', 'medium', 'high'] }],
  [/^gpt-5\.[23].*-codex/, { ...NEWEST, off: 'low', effortWithTools: 'omitted' }],
  [/^gpt-5\.[23]/, { ...NEWEST, effortWithTools: 'omitted' }],
  [/^gpt-5\.[45]/, { ...NEWEST, effortWithTools: 'none' }],
  [/^gpt-(5\.[6-9]|5\.\d\d|[6-9])/, { ...NEWEST, effortWithTools: 'none', reasoningContext: true }],
];

/** An unknown name on OpenAI's own service or Azure: few parameters, effort only if requested. */
const UNKNOWN: OpenAiTraits = {
  ...PLAIN,
  efforts: ['low', 'medium', 'high'],
  sampling: 'without-effort',
  effortWithTools: 'none',
};

/** Any model of a compatible server: the oldest, most widely supported parameters. */
const COMPATIBLE: OpenAiTraits = { ...PLAIN, maxTokensField: 'max_tokens', parallelToolCalls: false };

/**
 * The traits of a model by its name, without prefix and date. `official`: OpenAI's own service or Azure, not a
 * compatible server.
 */
export function openAiTraits(model: string, official: boolean): OpenAiTraits {
  if (!official) return COMPATIBLE;
  const family = toFamily(model);
  const known = ROWS.find(([pattern]) => pattern.test(family))?.[1];
  return known === undefined ? UNKNOWN : { ...PLAIN, ...known };
}

/** A model's name without prefix and date: what the models of one kind share. */
export function toFamily(model: string): string {
  return model.replace(/^.*\//, '').replace(/-\d{4}-\d{2}-\d{2}$/, '');
}
