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

describe('templates that want the roles in turn', () => {
  const rolesOf = (body: JsonObject): readonly unknown[] => messages(body).map(({ role }) => role);
  const REFUSAL = 'Conversation roles must alternate user/assistant/user/assistant/...';
  const SENTENCES = [REFUSAL, "Unexpected role 'user' after role 'tool'", FIRST, 'content must be a string'];

  /** Corrects as long as a template of this kind refuses. */
  function converge(corrector: RequestCorrector<JsonObject, unknown>, sentences: readonly string[]): JsonObject {
    const failures = sentences.map((message) => ({
      status: 400,
      headers: new Headers(),
      body: { error: { message } },
    }));
    let body = corrector.applyKnown(BODY);
    for (const failure of failures)
      for (let next = corrector.correct(failure, body); next !== undefined;) {
        body = next;
        next = corrector.correct(failure, body);
      }
    return body;
  }

  it('take turns after as many refusals as it needs', () => {
    const body = converge(correctorOf(new CorrectionCache()), [REFUSAL]);
    expect(rolesOf(body)).toEqual(['user', 'assistant', 'tool', 'assistant', 'user']);
    expect(JSON.stringify(body)).toContain('"S"');
  });

  it('System role not supported', () => {
    expect(messages(correct('System role not supported', 400))[0]).toEqual({
      role: 'user',
      content: [{ type: 'text', text: 'S' }, ...parts],
    });
  });

  it('give the same bytes whatever was learnt first', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(SENTENCES, { minLength: SENTENCES.length }), (order) => {
        const cache = new CorrectionCache();
        const learnt = converge(correctorOf(cache), order);
        const applied = cache.apply({ upstream: 'x-chat', model: 'm' }, BODY, new Set());
        expect(JSON.stringify(applied)).toBe(JSON.stringify(learnt));
        expect(JSON.stringify(applied)).toBe(JSON.stringify(converge(correctorOf(new CorrectionCache()), SENTENCES)));
      }),
      { numRuns: 30 },
    );
  });
});
