/** A prompt that is too long, however it is worded. Each form is bounded, for its text comes from another system. */
const TOO_LONG: readonly RegExp[] = [
  /\b(?:context[_ ](?:length|window|size|limit)|max_seq_len|KV cache)\b[^\n]{0,60}\b(?:exceed\w{0,3}|full|too)\b/i,
  /\b(?:exceed\w{0,3}|over|beyond)\b[^\n]{0,60}\b(?:context[_ ](?:length|window|size|limit)|max_seq_len|sequence length)\b/i,
  /\b(?:prompt|input|conversation|messages)\b[^\n]{0,20}\btoo (?:long|large)\b/i,
  /\b(?:prompt|input)\b[^\n]{0,20}\b(?:tokens?|length|count)\b[^\n]{0,40}\bexceed\w{0,3}\b/i,
  /\btoo many (?:input |prompt )?tokens\b|\btoken limit exceeded\b/i,
  /\b(?:prompt|input) has \d{1,12} tokens\b|\bat most \d{1,12} input tokens\b/i,
  /\bmaximum allowed tokens \d{1,12}, requested \d{1,12}/i,
  /输入[^\n]{0,10}(?:超过|过长)/,
];

/** Other things that are too large, or too many. */
const IS_ELSE =
  /\b(?:image|picture|file|pdf|document|audio|video|media|bytes?|[KM]i?B|(?:per|a)[ -](?:minute|day|hour)|rates?|[TR]P[MD]|quota|string|array|names?|output|completion)\b/i;

/** Figures of prompts and windows; smaller ones are statuses, versions and positions. */
const FIGURES = /\b\d{4,12}\b/g;

/**
 * An overflow in a sentence that no table has, with its figures where they are two: the prompt is the larger one.
 * Undefined where the sentence is about something else.
 */
export function readAnyOverflow(message: string): { readonly N?: number; readonly M?: number } | undefined {
  if (IS_ELSE.test(message) || !TOO_LONG.some((form) => form.test(message))) return undefined;
  const figures = [...new Set(message.match(FIGURES)?.map(Number))];
  return figures.length === 2 ? { N: Math.max(...figures), M: Math.min(...figures) } : {};
}
