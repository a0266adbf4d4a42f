import type { StopReason } from '@gateway/protocol';

/**
 * What an upstream's word for the end of an answer means: a stop reason; `failed`: the answer is broken; `none`: no
 * reason was given yet; `unknown`: a word that stands in no list.
 */
export type FinishMeaning = StopReason | 'failed' | 'none' | 'unknown';

/**
 * The words of upstreams, by their meaning. Sources: the references of OpenAI, Mistral, Gemini and Anthropic; DeepSeek
 * (`insufficient_system_resource`), GLM (`network_error`, `sensitive`), Bedrock (`guardrail_intervened`), DashScope
 * (`data_inspection_failed`, `"null"` in every chunk), vLLM (`abort`, vllm#57082), Google's compatible endpoint
 * (`function_call_filter: …`).
 */
const WORDS: readonly (readonly [FinishMeaning, string])[] = [
  ['end_turn', 'stop end_turn pause_turn'],
  ['tool_use', 'tool_calls tool_call function_call tool_use'],
  ['stop_sequence', 'stop_sequence'],
  ['max_tokens', 'length max_tokens max_output_tokens max_length max_completion_tokens token_limit'],
  [
    'model_context_window_exceeded',
    'model_context_window_exceeded model_length context_length context_length_exceeded context_window_exceeded',
  ],
  [
    'refusal',
    'refusal content_filter content_filtered filter filtered safety sensitive moderation content_moderation ' +
      'moderated blocked policy_violation content_policy_violation guardrail guardrails guardrail_intervened ' +
      'data_inspection_failed recitation language blocklist prohibited_content spii image_safety ' +
      'image_prohibited_content image_recitation model_armor escalation pup_limited_disabled',
  ],
  [
    'failed',
    'error abort aborted cancelled canceled failed failure timeout network_error internal_error server_error ' +
      'upstream_error model_error insufficient_system_resource overloaded malformed_function_call ' +
      'malformed_response unexpected_tool_call too_many_tool_calls missing_thought_signature function_call_filter',
  ],
  ['none', 'null none undefined unspecified finish_reason_unspecified'],
];

/**
 * What a word that stands in no list means by one of its parts: `engine_error`, `content_filter_triggered`. The first
 * row that has a part of it counts: an error about a limit is an error.
 */
const PARTS: typeof WORDS = [
  [
    'failed',
    'error errors fail failed failure abort aborted cancel cancelled canceled timeout exception crash crashed killed ' +
      'overload overloaded unavailable interrupted disconnect disconnected exhausted quota rate repetition',
  ],
  [
    'refusal',
    'filter filtered safety sensitive moderation moderated policy blocked guardrail guardrails censored harmful refusal ' +
      'refused inspection',
  ],
  ['model_context_window_exceeded', 'context window'],
  ['max_tokens', 'length limit limits max tokens truncated'],
];

const toMeanings = (table: typeof WORDS): ReadonlyMap<string, FinishMeaning> =>
  new Map(table.flatMap(([meaning, words]) => words.split(' ').map((word) => [word, meaning] as const)));

const MEANINGS = toMeanings(WORDS);
const MEANINGS_OF_PARTS = toMeanings(PARTS);
const IN_ORDER = PARTS.map(([meaning]) => meaning);

/** Characters of a word that are looked at. */
const MAX_LENGTH = 200;

/** The meaning of a finish reason, in whatever case it is written; of `word: detail` the first part that is known. */
export function readFinishWord(word: unknown): FinishMeaning {
  if (typeof word !== 'string' || word.trim() === '') return 'none';
  const whole = word.slice(0, MAX_LENGTH);
  for (const part of [whole, ...whole.split(':')]) {
    const meaning = MEANINGS.get(toSnakeCase(part));
    if (meaning !== undefined) return meaning;
  }
  const found = new Set(
    toSnakeCase(whole)
      .split(/[^a-z]+/)
      .map((part) => MEANINGS_OF_PARTS.get(part)),
  );
  return IN_ORDER.find((meaning) => found.has(meaning)) ?? 'unknown';
}

function toSnakeCase(word: string): string {
  return word
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase();
}
