import type { JsonObject } from '@gateway/protocol';
import { readOverflow, readRateSize, type RequestCorrection } from '@gateway/provider-kit';

/** The names of the output limit in both APIs. */
const LIMITS = ['max_completion_tokens', 'max_tokens', 'max_output_tokens'] as const;

/** Tokens left free, and the shortest useful response, when prompt and response do not fit together. */
const MARGIN = 16;
const LEAST = 1024;

/** Lowers the requested output to the model's limit. */
export function correctOutputLimit(most: number, sent: JsonObject): RequestCorrection<JsonObject> | undefined {
  const field = limitOf(sent);
  if (field === undefined || Number(sent[field]) <= most) return undefined;
  const apply = (next: JsonObject): JsonObject =>
    Number(next[field] ?? 0) <= most ? next : { ...next, [field]: most };
  return { cause: 'output-limit', change: 'max-tokens-clamped', apply };
}

/** Lowers the requested output to what fits beside this prompt. */
export function correctContextLimit(sentence: string, sent: JsonObject): RequestCorrection<JsonObject> | undefined {
  const { M: most, P: prompt } = readOverflow(sentence) ?? {};
  const field = limitOf(sent);
  if (most === undefined || prompt === undefined || field === undefined) return undefined;
  const room = most - prompt - MARGIN;
  if (room < LEAST) return undefined;
  const apply = (next: JsonObject): JsonObject => ({ ...next, [field]: room });
  return { cause: 'context-limit', once: true, change: 'max-tokens-clamped', apply };
}

/** Asks for as long an answer as still fits beside this prompt into the tokens of a minute. */
export function correctRateSize(sentence: string, sent: JsonObject): RequestCorrection<JsonObject> | undefined {
  const size = readRateSize(sentence);
  const field = limitOf(sent);
  if (size === undefined || field === undefined) return undefined;
  const prompt = size.requested - Number(sent[field]);
  const room = size.limit - prompt - MARGIN;
  if (prompt <= 0 || room < LEAST) return undefined;
  const apply = (next: JsonObject): JsonObject => ({ ...next, [field]: room });
  return { cause: 'rate-size', once: true, change: 'max-tokens-clamped', apply };
}

function limitOf(body: JsonObject): (typeof LIMITS)[number] | undefined {
  return LIMITS.find((name) => typeof body[name] === 'number');
}
