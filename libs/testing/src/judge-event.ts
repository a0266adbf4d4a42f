import { isObject, ownValue } from '@gateway/protocol';

const STOP_REASONS = [
  'end_turn',
  'max_tokens',
  'stop_sequence',
  'tool_use',
  'pause_turn',
  'refusal',
  'model_context_window_exceeded',
];

const ERROR_TYPES = [
  'invalid_request_error',
  'authentication_error',
  'billing_error',
  'permission_error',
  'not_found_error',
  'conflict_error',
  'request_too_large',
  'rate_limit_error',
  'api_error',
  'timeout_error',
  'overloaded_error',
];

const FIGURES = ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens', 'output_tokens'];

/** A value as it is shown in a verdict. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What is wrong with a `message_start`. */
export function judgeMessageStart(event: Record<string, unknown>): string[] {
  const { message } = event;
  if (!isObject(message)) return ['has no message'];
  const expected = { type: 'message', role: 'assistant', content: [], stop_reason: null, stop_sequence: null };
  const problems = Object.entries(expected)
    .filter(([key, value]) => JSON.stringify(ownValue(message, key)) !== JSON.stringify(value))
    .map(([key]) => `message.${key} is ${text(ownValue(message, key))}`);
  if (!/^msg_[A-Za-z0-9]{20,}$/.test(text(message.id))) problems.push(`message.id is ${text(message.id)}`);
  if (typeof message.model !== 'string' || message.model === '') problems.push('message.model is missing');
  return [...problems, ...judgeUsage(message.usage)];
}

/** What is wrong with a `message_delta`. */
export function judgeMessageDelta(event: Record<string, unknown>): string[] {
  const { delta, usage } = event;
  if (!isObject(delta)) return ['has no delta'];
  const problems = judgeUsage(usage);
  if (!STOP_REASONS.includes(text(delta.stop_reason))) problems.push(`stop_reason is ${text(delta.stop_reason)}`);
  const named = typeof delta.stop_sequence === 'string' && delta.stop_sequence !== '';
  if (!named && delta.stop_sequence !== null) problems.push(`stop_sequence is ${text(delta.stop_sequence)}`);
  if (named !== (delta.stop_reason === 'stop_sequence')) problems.push('stop_sequence does not go with stop_reason');
  if (isObject(delta.stop_details) && delta.stop_reason !== 'refusal') problems.push('stop_details without a refusal');
  if (isObject(delta.stop_details) && delta.stop_details.type !== 'refusal')
    problems.push('stop_details.type is wrong');
  return problems;
}

/** What is wrong with an error event; the shape is that of an error's body. */
export function judgeError(event: Record<string, unknown>): string[] {
  const { error, request_id: requestId } = event;
  if (!isObject(error)) return ['has no error'];
  const problems: string[] = [];
  if (!ERROR_TYPES.includes(text(error.type))) problems.push(`error.type is ${text(error.type)}`);
  if (typeof error.message !== 'string' || error.message === '') problems.push('error.message is missing');
  if (!/^req_[A-Za-z0-9]{20,}$/.test(text(requestId))) problems.push(`request_id is ${text(requestId)}`);
  return problems;
}

function judgeUsage(usage: unknown): string[] {
  if (!isObject(usage)) return ['has no usage'];
  return FIGURES.filter((key) => !Number.isInteger(ownValue(usage, key)) || (ownValue(usage, key) as number) < 0).map(
    (key) => `usage.${key} is ${text(ownValue(usage, key))}`,
  );
}
