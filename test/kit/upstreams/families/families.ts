import type { ChatThoughts } from '../openai/chat.fake-encoder.js';
import type { JsonObject, Problem } from '../script.types.js';
import {
  echoes,
  type FamilyRule,
  fixedTemperature,
  knows,
  limits,
  nineLetterIds,
  noStop,
  noStreamOptions,
  noUserAfterTool,
  parsesArguments,
  refusesChoice,
  streamsLong,
  streamsThoughts,
  stringsOnly,
  systemFirst,
} from './family-rules.js';

/** How the servers of one vendor, or one engine, differ: what they refuse, how they think, how their errors look. */
export interface Family {
  /** The name of its preset. */
  readonly name: string;
  readonly rules: readonly FamilyRule[];
  readonly thoughts: ChatThoughts;
  /** What a preset cannot know, because it differs from model to model: found in refusals that teach it. */
  readonly learnt?: RegExp;
  /** The body of an error; absent: OpenAI's. */
  readonly problem?: (problem: Problem) => JsonObject;
}

const TEMPLATE =
  'Unable to generate parser for this template. Automatic parser generation failed: \n------------\nWhile executing ' +
  "CallExpression at line 1, column 103 in source:\n...raise_exception('System message must be at the beginnin...\n" +
  'Error: Jinja Exception: System message must be at the beginning.';

const forced = (choice: unknown): boolean => typeof choice === 'object' || choice === 'required';
const CORE = ['model', 'messages', 'stream', 'stream_options', 'tools', 'tool_choice', 'temperature', 'top_p', 'stop'];
const MORE = ['response_format', 'parallel_tool_calls'];
const OF_MESSAGES = ['role', 'content', 'tool_calls', 'tool_call_id', 'name'];
const THINKING_CHOICE = 'Thinking mode does not support this tool_choice';

/** One stand-in for each preset. What they refuse is what was reported of the real ones (docs/providers/compatible.md). */
export const FAMILIES: readonly Family[] = [
  {
    name: 'deepseek',
    thoughts: 'reasoning_content',
    learnt: /valid range of max_tokens/,
    rules: [
      echoes(() => 'The `reasoning_content` in the thinking mode must be passed back to the API.'),
      refusesChoice(forced, THINKING_CHOICE),
      stringsOnly((_, i) => `messages[${i}]: invalid type: sequence, expected a string`),
      limits('max_tokens', 8192, 'Invalid max_tokens value, the valid range of max_tokens is [1, 8192]'),
    ],
  },
  {
    name: 'moonshot',
    thoughts: 'reasoning_content',
    rules: [
      echoes(
        (i) => `thinking is enabled but reasoning_content is missing in assistant tool call message at index ${i}`,
      ),
      refusesChoice(forced, "tool_choice 'required' is incompatible with thinking enabled"),
      fixedTemperature,
    ],
  },
  {
    name: 'zhipu',
    thoughts: 'reasoning_content',
    rules: [limits('max_tokens', 131_072, "max_tokens (200000) exceeds model's maximum output 131072")],
    problem: ({ message, code }) => ({ error: { code: code ?? '1210', message } }),
  },
  {
    name: 'minimax',
    thoughts: 'tags',
    rules: [
      systemFirst({ status: 400, message: 'invalid params, chat content has invalid message role: system (2013)' }),
      parsesArguments({ status: 400, message: 'invalid params, invalid function arguments json string (2013)' }),
    ],
    problem: ({ message, status }) => ({
      type: 'error',
      error: { type: 'bad_request_error', message, http_code: String(status) },
    }),
  },
  {
    name: 'qwen',
    thoughts: 'reasoning_content',
    learnt: /Range of max_tokens/,
    rules: [
      streamsThoughts,
      limits('max_tokens', 8192, '<400> InternalError.Algo.InvalidParameter: Range of max_tokens should be [1, 8192]'),
      refusesChoice(
        forced,
        '<400> InternalError.Algo.InvalidParameter: The tool_choice parameter does not support being set to ' +
          'required or object in thinking mode',
      ),
    ],
  },
  {
    name: 'mistral',
    thoughts: 'parts',
    rules: [
      noStreamOptions,
      knows(
        [...CORE, ...MORE, 'max_tokens'],
        OF_MESSAGES,
        (field, index) =>
          index === undefined
            ? `[{"type":"extra_forbidden","loc":["body","${field}"],"msg":"Extra inputs are not permitted"}]`
            : `[{"type":"extra_forbidden","loc":["body","messages",${index},"assistant","${field}"]}]`,
        422,
      ),
      systemFirst({ status: 400, message: "Unexpected role 'system' after role 'assistant'" }),
      nineLetterIds,
      noUserAfterTool,
    ],
    problem: ({ message, code, status }) =>
      status === 422
        ? { detail: JSON.parse(message) as unknown }
        : { object: 'error', message, type: 'invalid_request_error', param: null, code: code ?? null },
  },
  {
    name: 'xai',
    thoughts: 'none',
    rules: [noStop],
    problem: ({ message }) => ({ code: 'invalid-argument', error: message }),
  },
  {
    name: 'groq',
    thoughts: 'reasoning',
    learnt: /must be a string|32768/,
    rules: [
      knows([...CORE, ...MORE, 'max_tokens', 'max_completion_tokens'], OF_MESSAGES, (field, index) =>
        index === undefined
          ? `property '${field}' is unsupported`
          : `'messages.${index}' : for 'role:assistant' the following must be satisfied[('messages.${index}' : ` +
            `property '${field}' is unsupported)]`,
      ),
      limits('max_tokens', 32_768, 'must be less than or equal to `32768`', 'max_tokens'),
      limits(
        'max_completion_tokens',
        32_768,
        'max_completion_tokens must be less than or equal to 32768, the maximum value for max_completion_tokens is ' +
          'less than the context_window for this model',
        'max_completion_tokens',
      ),
      stringsOnly(({ role }, i) =>
        role === 'user'
          ? `'messages.${i}' : for 'role:user' the following must be satisfied[('messages.${i}.content' : value must be a string)]`
          : `'messages.${i}' : for 'role:${role}' the following must be satisfied[('messages.${i}.content' : value must be a string)]`,
      ),
    ],
  },
  {
    name: 'together',
    thoughts: 'reasoning',
    learnt: /System message/,
    rules: [systemFirst({ status: 400, message: 'System message must be at the beginning.' })],
  },
  {
    name: 'fireworks',
    thoughts: 'reasoning_content',
    learnt: /valid string/,
    rules: [
      streamsLong,
      stringsOnly((_, i) => `Input should be a valid string, field: 'messages[${i}].content.str'`),
      knows(
        [...CORE, ...MORE, 'max_tokens'],
        [...OF_MESSAGES, 'reasoning_content'],
        (field) => `Extra inputs are not permitted, field: '${field}', value: True.`,
      ),
    ],
    problem: ({ message }) => ({ error: message }),
  },
  {
    name: 'openrouter',
    thoughts: 'reasoning',
    learnt: /length of 9|after role/,
    rules: [nineLetterIds, noUserAfterTool],
    problem: ({ message, status, code }) => ({
      error: {
        message: 'Provider returned error',
        code: status,
        metadata: {
          raw: JSON.stringify({ object: 'error', message, type: 'invalid_request_error', code: code ?? null }),
          provider_name: 'Mistral',
        },
      },
      user_id: 'user_1',
    }),
  },
  {
    name: 'vllm',
    thoughts: 'reasoning',
    learnt: /System message|max_model_len/,
    rules: [
      systemFirst({ status: 400, message: 'System message must be at the beginning.' }),
      limits(
        'max_tokens',
        32_768,
        'max_tokens=64000 cannot be greater than max_model_len=32768. Please request fewer.',
      ),
    ],
    problem: ({ message, status }) => ({ error: { message, type: 'BadRequestError', param: null, code: status } }),
  },
  {
    name: 'sglang',
    thoughts: 'reasoning_content',
    learnt: /System message/,
    rules: [
      systemFirst({ status: 400, message: 'System message must be at the beginning.' }),
      parsesArguments({ status: 400, message: 'Assistant tool call function.arguments must be valid JSON.' }),
    ],
    problem: ({ message, status }) => ({
      object: 'error',
      message,
      type: 'BadRequestError',
      param: null,
      code: status,
    }),
  },
  {
    name: 'llamacpp',
    thoughts: 'reasoning_content',
    learnt: /System message/,
    rules: [
      systemFirst({ status: 500, message: TEMPLATE }),
      parsesArguments({ status: 500, message: 'Failed to parse tool call arguments as JSON: parse_error.101' }),
    ],
    problem: ({ message, status }) => ({ error: { code: status, message, type: 'invalid_request_error' } }),
  },
  {
    name: 'lmstudio',
    thoughts: 'tags',
    learnt: /System message/,
    rules: [
      systemFirst({ status: 400, message: TEMPLATE }),
      refusesChoice(
        (choice) => typeof choice === 'object',
        "Invalid tool_choice type: 'object'. Supported string values: none, auto, required",
      ),
    ],
    problem: ({ message, status }) => ({
      error: `Engine protocol predict request returned ${status}: ${JSON.stringify({ error: { code: status, message } })}`,
    }),
  },
  {
    name: 'ollama',
    thoughts: 'reasoning',
    learnt: /System message/,
    rules: [systemFirst({ status: 500, message: TEMPLATE })],
    problem: ({ message }) => ({ error: { message, type: 'api_error', param: null, code: null } }),
  },
];
