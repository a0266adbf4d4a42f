import type { JsonObject } from '@gateway/protocol';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CorrectionCache, RequestCorrector } from '@gateway/provider-kit';
import { providerContext } from '@gateway/testing';
import { readOpenAiRefusal } from '../../corrections/read-openai-refusal.js';
import { SERVER_CORRECTIONS } from './server-corrections.js';
import { THOUGHTS } from './thoughts.js';

const call = { id: 'toolu_01AbCdEf', type: 'function', function: { name: 'Read', arguments: '{}' } };
const parts = [
  { type: 'text', text: 'a' },
  { type: 'text', text: 'b' },
];

/** A body with something in it for every switch. */
const BODY: JsonObject = {
  model: 'm',
  tools: [
    { type: 'function', function: { name: 'Read' } },
    { type: 'function', function: { name: 'Grep' } },
  ],
  tool_choice: { type: 'function', function: { name: 'Read' } },
  messages: [
    { role: 'system', content: 'S' },
    { role: 'user', content: parts },
    { role: 'system', content: 'T' },
    { role: 'assistant', content: null, tool_calls: [call], [THOUGHTS]: 'Hm.' },
    { role: 'tool', tool_call_id: 'toolu_01AbCdEf', content: 'ok' },
    { role: 'user', content: 'Go on.' },
  ],
};

function correctorOf(corrections: CorrectionCache): RequestCorrector<JsonObject, unknown> {
  return new RequestCorrector<JsonObject, unknown>({
    context: { ...providerContext(fetch), corrections },
    target: { upstream: 'x-chat', model: 'm' },
    table: { readRefusal: readOpenAiRefusal, rules: SERVER_CORRECTIONS },
    source: undefined,
    changes: new Set(),
  });
}

function correct(message: string, status: number, body?: unknown): JsonObject | undefined {
  return correctorOf(new CorrectionCache()).correct(
    { status, headers: new Headers(), body: body ?? { error: { message } } },
    BODY,
  );
}

const messages = (body: JsonObject | undefined): readonly JsonObject[] => body?.messages as readonly JsonObject[];
const REMINDER = '<system-reminder>\nT\n</system-reminder>';

const FIRST = 'System message must be at the beginning.';
const JINJA = `Unable to generate parser for this template.\n------------\n…\nError: Jinja Exception: ${FIRST}`;

describe('a system message between turns is learnt to be refused from', () => {
  it.each<[string, number, object | undefined]>([
    [FIRST, 400, undefined],
    [JINJA, 400, undefined],
    [JINJA, 500, undefined],
    ['messages[1].role: unknown variant `system`, expected `user` or `assistant`', 400, undefined],
    ["messages[1].role must be either 'user' or 'assistant', but got 'system'", 400, undefined],
    ['invalid params, chat content has invalid message role: system (2013)', 400, undefined],
    ["Unexpected role 'system' after role 'assistant'", 400, undefined],
    [
      'After the optional system message, conversation roles must alternate user/assistant/user/assistant/...',
      400,
      undefined,
    ],
    [
      'LM Studio',
      400,
      {
        error: `Engine protocol predict request returned 400: ${JSON.stringify({ error: { code: 400, message: JINJA } })}`,
      },
    ],
    [
      'OpenRouter',
      400,
      {
        error: {
          message: 'Provider returned error',
          code: 400,
          metadata: { raw: JSON.stringify({ error: { message: FIRST } }) },
        },
      },
    ],
    ['SGLang', 400, { object: 'error', message: FIRST, type: 'BadRequestError', param: null, code: 400 }],
  ])('%s (%i)', (message, status, body) => {
    const [, user, next] = messages(correct(message, status, body));
    expect(user).toEqual({ role: 'user', content: [...parts, { type: 'text', text: REMINDER }] });
    expect(next).toMatchObject({ role: 'assistant' });
  });
});

describe('the other switches are learnt from', () => {
  it.each([
    'The `reasoning_content` in the thinking mode must be passed back to the API.',
    'The reasoning_content in the thinking mode must be passed back to the API.',
    'Missing `reasoning_content` field in the assistant message at message index 2',
    'thinking is enabled but reasoning_content is missing in assistant tool call message at index 2',
  ])('%s', (message) => {
    expect(messages(correct(message, 400))[3]).toMatchObject({ reasoning_content: 'Hm.' });
  });

  it.each([
    "'messages.1' : for 'role:user' the following must be satisfied[('messages.1.content' : value must be a string)]",
    'messages[2]: invalid type: sequence, expected a string at line 1 column 10',
    'data did not match any variant of untagged enum ChatCompletionRequestContent',
    "2 request validation errors: Input should be a valid string, field: 'messages[1].content.str'",
    'content must be a string',
  ])('%s', (message) => {
    expect(messages(correct(message, 422))[1]).toEqual({ role: 'user', content: 'a\n\nb' });
  });

  it('Tool call id was X but must be a-z, A-Z, 0-9, with a length of 9.', () => {
    const message = 'Tool call id was toolu_01AbCdEf but must be a-z, A-Z, 0-9, with a length of 9.';
    const [, , , made, answered] = messages(correct(message, 500));
    const [{ id } = { id: '' }] = made?.tool_calls as readonly { id: string }[];
    expect(id).toMatch(/^[a-zA-Z0-9]{9}$/);
    expect(answered?.tool_call_id).toBe(id);
  });

  it("Unexpected role 'user' after role 'tool'", () => {
    const roles = messages(correct("Unexpected role 'user' after role 'tool'", 400)).map(({ role }) => role);
    expect(roles.slice(-3)).toEqual(['tool', 'assistant', 'user']);
  });

  it.each([
    ['Thinking mode does not support this tool_choice', 'auto'],
    ["tool_choice 'required' is incompatible with thinking enabled", 'auto'],
    ['tool_choice specified is incompatible with thinking enabled', 'auto'],
    ['The tool_choice parameter does not support being set to required or object in thinking mode', 'auto'],
    ["Invalid tool_choice type: 'object'. Supported string values: none, auto, required", 'required'],
  ])('%s', (message, choice) => {
    const body = correct(message, 400);
    expect(body).toMatchObject({ tool_choice: choice, tools: [{ function: { name: 'Read' } }] });
    expect(body?.tools).toHaveLength(1);
  });

  it('nothing that is only quoted, and nothing that is not there', () => {
    expect(correct('The model said: nothing is wrong', 400)).toBeUndefined();
    expect(correct(FIRST, 404)).toBeUndefined();
  });
});

/** What a server with this sentence refuses. */
const REFUSES: Readonly<Record<string, (given: readonly JsonObject[]) => boolean>> = {
  [FIRST]: (given) => given.some(({ role }, i) => i > 0 && role === 'system'),
  'content must be a string': (given) => given.some(({ content }) => Array.isArray(content)),
  "Unexpected role 'user' after role 'tool'": (given) =>
    given.some(({ role }, i) => role === 'user' && given[i - 1]?.role === 'tool'),
  // Calls and their results do not count.
  'Conversation roles must alternate user/assistant/user/assistant/...': (given) =>
    given
      .filter(({ role, tool_calls: calls }) => role !== 'tool' && calls === undefined)
      .some(({ role }, i) => role !== (i % 2 === 0 ? 'user' : 'assistant')),
  'System role not supported': (given) => given.some(({ role }) => role === 'system'),
};

describe('a server that refuses several things', () => {
  /** Sends and corrects, as a server refuses in this order, until it takes the body. */
  function converge(cache: CorrectionCache, sentences: readonly string[]): JsonObject {
    const corrector = correctorOf(cache);
    for (let body = corrector.applyKnown(BODY); ;) {
      const message = sentences.find((sentence) => REFUSES[sentence]?.(messages(body)));
      if (message === undefined) return body;
      const next = corrector.correct({ status: 400, headers: new Headers(), body: { error: { message } } }, body);
      if (next === undefined) throw new Error(`not learnt: ${message}`);
      body = next;
    }
  }

  it.each(Object.keys(REFUSES))('takes the body in the end: %s', (sentence) => {
    const cache = new CorrectionCache();
    const learnt = JSON.stringify(converge(cache, [sentence]));
    expect(learnt).toContain('S');
    expect(JSON.stringify(cache.apply({ upstream: 'x-chat', model: 'm' }, BODY, new Set()))).toBe(learnt);
  });

  it('is sent the same bytes whatever was learnt first', () => {
    const sentences = Object.keys(REFUSES);
    const all = { minLength: sentences.length };
    fc.assert(
      fc.property(fc.shuffledSubarray(sentences, all), fc.shuffledSubarray(sentences, all), (one, other) => {
        const [first, second] = [converge(new CorrectionCache(), one), converge(new CorrectionCache(), other)];
        expect(JSON.stringify(first)).toBe(JSON.stringify(second));
      }),
      { numRuns: 50 },
    );
  });

  it('is forgotten where the same refusal comes again', () => {
    const cache = new CorrectionCache();
    const corrector = correctorOf(cache);
    const failure = { status: 400, headers: new Headers(), body: { error: { message: FIRST } } };
    const body = corrector.correct(failure, BODY);
    expect(cache.list()).toHaveLength(1);
    expect(corrector.correct(failure, body!)).toBeUndefined();
    expect(cache.list()).toEqual([]);
  });
});

describe('a refusal in other words', () => {
  it.each([
    ['midSystem', 'System messages are only supported at the start of the conversation'],
    ['midSystem', 'Only the first message can have the system role'],
    ['midSystem', 'multiple system messages are not supported'],
    ['midSystem', "Invalid value: 'system'. Supported values are: 'user', 'assistant'"],
    ['midSystem', 'Roles must alternate between user and assistant'],
    ['midSystem', 'unsupported role: system'],
    ['reasoningEcho', 'Missing required field: reasoning_content'],
    ['reasoningEcho', 'assistant message with tool_calls must contain reasoning_content when thinking is enabled'],
    ['reasoningEcho', 'the `reasoning` field must be included in assistant messages'],
    ['reasoningEcho', 'Reasoning content must be preserved across turns'],
    ['reasoningEcho', "messages[1]: missing field 'reasoning_content'"],
    ['joinTextParts', 'messages[0].content: expected string, received array'],
    ['joinTextParts', 'json: cannot unmarshal array into Go struct field ChatMessage.messages.content of type string'],
    ['joinTextParts', 'can only concatenate str (not "list") to str'],
    ['joinTextParts', "Invalid type for 'messages[0].content': expected a string, but got an array instead."],
    ['joinTextParts', '"content" field must be a string'],
    ['toolIds', 'tool_call_id must match ^[a-zA-Z0-9]{9}$'],
    ['toolIds', 'Invalid tool_call_id: must be 9 alphanumeric characters'],
    ['toolIds', 'tool call id has to be alphanumeric with length of 9'],
  ])('teaches %s: %s', (cause, message) => {
    const cache = new CorrectionCache();
    correctorOf(cache).correct({ status: 400, headers: new Headers(), body: { error: { message } } }, BODY);
    expect(cache.list()).toMatchObject([{ cause }]);
  });

  it.each([
    'reasoning_effort is required to be one of low, medium, high',
    'reasoning.effort must be one of: low, high',
    'Reasoning is mandatory for this endpoint and cannot be disabled.',
    'tools.0.function.name: String should have at most 64 characters',
    'model is required',
    'The operating system is overloaded',
  ])('teaches nothing: %s', (message) => {
    const cache = new CorrectionCache();
    correctorOf(cache).correct({ status: 400, headers: new Headers(), body: { error: { message } } }, BODY);
    expect(cache.list()).toEqual([]);
  });
});
