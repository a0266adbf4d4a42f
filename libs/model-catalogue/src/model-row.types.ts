import type { ModelPrice } from './model-price.types.js';

/** The HTTP interface of a model: Chat Completions, Responses, Gemini's generateContent, Anthropic's Messages. */
export type ModelApi = 'chat' | 'responses' | 'generateContent' | 'messages';

export type Effort = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max';

/** Efforts from least to most, by API. An empty list: the field must not be sent. */
export type EffortsByApi = Partial<Readonly<Record<ModelApi, readonly Effort[]>>>;

export interface Efforts extends EffortsByApi {
  /** The effort the upstream uses when the request names none. */
  readonly default?: Effort;
  /** The value closest to no thinking; `omitted`: the field is left out. */
  readonly off?: Effort | 'omitted';
}

export interface Thinking {
  /** Levels from least to most (Gemini 3 and later). */
  readonly levels?: readonly Effort[];
  /** Range of the budget in tokens (Gemini 2.5). */
  readonly budget?: { readonly min: number; readonly max: number };
  /** The upstream's default; `dynamic`: the model decides. */
  readonly default?: Effort | 'dynamic';
  /** The upstream refuses a request that switches thinking off (Claude). */
  readonly always?: boolean;
}

/** Tokens. */
export interface AnswerLimits {
  /** Of one response, over all its continuations. */
  readonly max: number;
  /** Of one call to the upstream, where that is less than `max`. */
  readonly per_call?: { readonly streamed: number; readonly whole: number };
}

/** A host's announcement about the end of a model. No date: deprecated, without a date so far. */
export interface Retirement {
  /** ISO date of the first day without the model. */
  readonly date?: string;
  /** Id of the model that the host recommends instead. */
  readonly successor?: string;
  /** `served-by-successor`: the host answers the id with the successor instead of an error. */
  readonly then?: 'served-by-successor';
}

/** Facts about the behaviour of a model. Absent: not verified. */
export interface ModelFacts {
  /** `restricted`: the upstream returns 403 without a special agreement. */
  readonly access?: 'restricted';
  /** The preferred one first. */
  readonly apis?: readonly ModelApi[];
  readonly reasoning?: boolean;
  readonly efforts?: Efforts;
  /** How function tools limit the effort on Chat; `refused`: they are refused with every effort. */
  readonly tools_on_chat?: 'free' | 'effort-none' | 'effort-omitted' | 'refused';
  /** When `temperature` and `top_p` are accepted; `ignored`: accepted without effect and announced to be refused. */
  readonly sampling?: 'always' | 'with-effort-none' | 'never' | 'ignored';
  /** Stop sequences are accepted on Chat. */
  readonly stop?: boolean;
  readonly max_tokens_field?: 'max_tokens' | 'max_completion_tokens';
  readonly parallel_calls?: boolean;
  /** `reasoning.context` is accepted on Responses. */
  readonly reasoning_context?: boolean;
  readonly thinking?: Thinking;
  /** A tool call of the history without its thought signature is refused. */
  readonly signatures?: boolean;
  /** Images and documents are accepted inside a function response. */
  readonly media_in_results?: boolean;
  /** Function tools and the maker's own tools are accepted together. */
  readonly tools_with_search?: boolean;
  /** A structured output is accepted while function tools are offered. */
  readonly format_with_tools?: boolean;
  /** A response that reaches the limit of one call can be continued by a token. */
  readonly continuation?: boolean;
  /** Tokens: `input` of the prompt alone, `total` of prompt and response together. */
  readonly window?: { readonly input?: number; readonly total?: number };
  readonly answer?: AnswerLimits;
  readonly media?: { readonly images?: boolean; readonly pdf?: boolean; readonly audio?: boolean };
}

export type FactName = keyof ModelFacts;

/** The fields of one model alone, which `like` never takes over. */
export interface ModelIdentity {
  readonly id: string;
  /** `openai`, `google`, `anthropic`, or any other word of an operator. */
  readonly maker: string;
  readonly family?: string;
  /** Further ids of the model, with `*` for any characters. Dated versions of an id need no pattern. */
  readonly match?: readonly string[];
  /** Ids that no row knows and that are treated as this model; the longest pattern of all rows counts. */
  readonly stands_for?: readonly string[];
  /** In order of their `from`. */
  readonly prices?: readonly ModelPrice[];
  /** By host: `openai`, `azure`, `gemini` (AI Studio), `vertex`, `anthropic`. */
  readonly retirement?: Readonly<Record<string, Retirement>>;
  readonly note?: string;
  /** Keys of `sources.json` by the name of a fact, of `prices` or of `retirement`; `*`: all others of the row. */
  readonly sources?: Readonly<Record<string, readonly string[]>>;
}

/** A row as a file has it. */
export interface ModelRow extends ModelIdentity, Nullable<ModelFacts> {
  /** Id of a row of the same maker whose facts count where this row has none; `null` takes a fact away. */
  readonly like?: string;
}

/** A row with the facts that it takes over. Those keep the sources of the row that they come from. */
export type Model = ModelIdentity & ModelFacts;

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };
