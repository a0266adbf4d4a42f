import type { Wording } from './read-figures.js';

/** `M`: at most 12 digits, so that a number of any length is read once and stays an exact integer. */
const MAX_ENTRIES = /maximum context length (?:is|of) (?<M>\d{1,12})(?: tokens|\))?/;

/**
 * How upstreams word a prompt that is too long: the most tokens allowed (M) against those of the prompt alone (N), or
 * against prompt (P) and answer (C) together (T). The first wording that fits counts; more exact ones stand first.
 */
export const OVERFLOW_WORDINGS: readonly Wording[] = [
  // OpenRouter: "(658 of text input, 732 of tool input, 262000 in the output)"
  [MAX_ENTRIES, /requested (?:about )?(?<T>\d{1,12}) tokens \(/, /\b(?<C>\d{1,12}) in the (?:completion|output)/],
  // Old vLLM: "(P in your prompt; C for the completion)"
  [MAX_ENTRIES, /requested (?<T>\d{1,12}) tokens \(/, /\b(?<C>\d{1,12}) for the completion/],
  // SGLang: "You requested a total of T tokens: P tokens from the input messages and C tokens for the completion"
  [
    MAX_ENTRIES,
    /total of \d{1,12} tokens: (?<P>\d{1,12}) tokens from the input/,
    /\b(?<C>\d{1,12}) tokens for the compl/,
  ],
  // vLLM
  [MAX_ENTRIES, /requested (?<C>\d{1,12}) output tokens/, /contains (?:at least )?(?<P>\d{1,12}) input/],
  // vLLM, of `max_tokens`: "your request has P input tokens (C > M - P)"
  [MAX_ENTRIES, /has (?<P>\d{1,12}) input tokens \((?<C>\d{1,12}) >/],
  // Together and others on TGI: "`inputs` tokens + `max_new_tokens` must be <= M. Given: P `inputs` tokens and C"
  [/max_new_tokens` must be <= (?<M>\d{1,12})/, /Given: (?<P>\d{1,12}) `inputs` tokens and (?<C>\d{1,12})/],
  // Anthropic, and hosts that imitate it
  [/exceed context limit: (?<P>\d{1,12}) \+ (?<C>\d{1,12}) > (?<M>\d{1,12})/],
  // vLLM 0.33
  [MAX_ENTRIES, /prompt contains (?:at least )?(?<N>\d{1,12}) input tokens/],
  [/Input length \((?<N>\d{1,12})\) exceeds model's maximum context length \((?<M>\d{1,12})/],
  [MAX_ENTRIES, /(?:resulted in|requested|has) (?<N>\d{1,12})/],
  [/configured limit of (?<M>\d{1,12}) tokens/, /resulted in (?<N>\d{1,12}) tokens/],
  [/input token count \(?(?<N>\d{1,12})\)? exceeds the maximum number of tokens allowed \(?(?<M>\d{1,12})/],
  [/input token count is (?<N>\d{1,12}) but model only supports up to (?<M>\d{1,12})/],
  // Copilot
  [/prompt token count of (?<N>\d{1,12}) exceeds the limit of (?<M>\d{1,12})/],
  // llama.cpp
  [/request \((?<N>\d{1,12}) tokens\) exceeds the available context size \((?<M>\d{1,12})/],
  // Moonshot
  [/exceeded model token limit: (?<M>\d{1,12}) \(requested: (?<N>\d{1,12})/],
  // SGLang, Together
  [/input \((?<N>\d{1,12}) tokens\) is longer than the model's context length \((?<M>\d{1,12})/],
  // xAI
  [/maximum prompt length is (?<M>\d{1,12}) but the request contains (?<N>\d{1,12})/],
  // Mistral
  [/[Pp]rompt contains (?<N>\d{1,12}) tokens/, /model with (?<M>\d{1,12}) maximum context length/],
  // Fireworks
  [/prompt is too long: (?<N>\d{1,12}), model maximum context length: (?<M>\d{1,12})/],
  // LM Studio
  [/keep the first (?<N>\d{1,12}) tokens/, /context length of only (?<M>\d{1,12})/],
  [/n_keep \((?<N>\d{1,12})\) >= n_ctx \((?<M>\d{1,12})/],
  // oMLX
  [/[Pp]rompt too long: (?<N>\d{1,12}) tokens exceeds max context window of (?<M>\d{1,12})/],
  // Cerebras
  [/Current length is (?<N>\d{1,12}) while limit is (?<M>\d{1,12})/],
  // Anthropic, and hosts that imitate it
  [/prompt is too long: (?<N>\d{1,12}) tokens > (?<M>\d{1,12}) maximum/],
  // Qwen (DashScope): only the limit is known
  [/Range of input length should be \[1, (?<M>\d{1,12})\]/],
];

/** Wordings of an overflow without figures, each of the vendor that it is named for. */
export const OVERFLOWS_WITHOUT_FIGURES: readonly RegExp[] = [
  // OpenAI, Anthropic
  /exceeds the context window|context_length_exceeded|prompt is too long/i,
  // Groq
  /reduce the length of the messages or completion/,
  // MiniMax
  /context window exceeds limit/,
  // Zhipu
  /Prompt exceeds max length|^Prompt too long|more than max tokens allowed|has reached its context window limit/,
  // LM Studio
  /initial prompt is greater than the context length/,
  // Ollama
  /prompt too long; exceeded max context length|input length exceeds the context length/,
  // llama.cpp
  /exceeds the available context size|Context size has been exceeded/,
];
