const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

/** What one of OpenAI's models takes, as far as its API refuses the rest. */
export interface OpenAiModel {
  /** Values of the effort; none for models that do not reason. */
  readonly efforts: readonly string[];
  /** `temperature` and `top_p`: always, only while effort is `none`, never. */
  readonly sampling: 'always' | 'without effort' | 'never';
  readonly stop: boolean;
  readonly parallelToolCalls: boolean;
  /** Effort next to function tools on Chat: any; only `none` or nothing; only `none`. */
  readonly effortWithTools: 'any' | 'none or nothing' | 'none';
  /** Tokens. */
  readonly maxOutput: number;
}

const from = (first: string, last: string): readonly string[] =>
  EFFORTS.slice(EFFORTS.indexOf(first as 'none'), EFFORTS.indexOf(last as 'none') + 1);

const PLAIN: OpenAiModel = {
  efforts: [],
  sampling: 'always',
  stop: true,
  parallelToolCalls: true,
  effortWithTools: 'any',
  maxOutput: 16_384,
};
const REASONING: OpenAiModel = {
  ...PLAIN,
  efforts: from('low', 'high'),
  sampling: 'never',
  stop: false,
  maxOutput: 128_000,
};
const FROM_5_1: OpenAiModel = { ...REASONING, efforts: ['none', ...from('low', 'high')], sampling: 'without effort' };
const FROM_5_2: OpenAiModel = { ...FROM_5_1, efforts: ['none', ...from('low', 'xhigh')] };

const FAMILIES: readonly (readonly [RegExp, OpenAiModel])[] = [
  [/^gpt-4\.1/, { ...PLAIN, maxOutput: 32_768 }],
  [/^gpt-3|^gpt-4|^chatgpt-|^gpt-5(\.\d+)?-chat/, PLAIN],
  [/^o1/, { ...REASONING, stop: true, parallelToolCalls: false, maxOutput: 100_000 }],
  [/^o[34]/, { ...REASONING, parallelToolCalls: false, maxOutput: 100_000 }],
  [/^gpt-5-pro/, { ...REASONING, efforts: ['high'] }],
  [/^gpt-5-codex/, REASONING],
  [/^gpt-5(-|$)/, { ...REASONING, efforts: from('minimal', 'high') }],
  [/^gpt-5\.1/, FROM_5_1],
  [/^gpt-5\.[23]/, FROM_5_2],
  [/^gpt-5\.[45]/, { ...FROM_5_2, effortWithTools: 'none or nothing' }],
  [/^gpt-/, { ...FROM_5_2, effortWithTools: 'none' }],
];

/** The model of this name; undefined where OpenAI has none. */
export function openAiModel(name: string): OpenAiModel | undefined {
  return FAMILIES.find(([pattern]) => pattern.test(name))?.[1];
}
