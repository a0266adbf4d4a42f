import { describe, expect, it } from '@jest/globals';
import { type FinishMeaning, readFinishWord } from './read-finish-word.js';

describe('words for the end of an answer', () => {
  it.each<[unknown, FinishMeaning]>([
    ['stop', 'end_turn'],
    ['STOP', 'end_turn'],
    ['tool_calls', 'tool_use'],
    ['toolCalls', 'tool_use'],
    ['length', 'max_tokens'],
    ['MAX_TOKENS', 'max_tokens'],
    ['max_tokens', 'max_tokens'],
    ['model_context_window_exceeded', 'model_context_window_exceeded'],
    ['model_length', 'model_context_window_exceeded'],
    ['content_filter', 'refusal'],
    ['content-filter', 'refusal'],
    ['content_filter: RECITATION', 'refusal'],
    ['sensitive', 'refusal'],
    ['SAFETY', 'refusal'],
    ['guardrail_intervened', 'refusal'],
    ['refusal', 'refusal'],
    ['abort', 'failed'],
    ['error', 'failed'],
    ['network_error', 'failed'],
    ['insufficient_system_resource', 'failed'],
    ['function_call_filter: MALFORMED_FUNCTION_CALL', 'failed'],
    ['', 'none'],
    [' ', 'none'],
    ['null', 'none'],
    [null, 'none'],
    [undefined, 'none'],
    [{}, 'none'],
    ['eos', 'unknown'],
    ['constructor', 'unknown'],
    ['__proto__', 'unknown'],
  ])('%j is %s', (word, meaning) => {
    expect(readFinishWord(word)).toBe(meaning);
  });
});
