import { describe, expect, it } from '@jest/globals';
import type { ApiError, MessagesRequest } from '@gateway/protocol';
import type { ChangeCode } from '../changes.js';
import type { Call } from '../provider.types.js';
import { type FieldOptions, noteFields } from './note-fields.js';

const OPTIONS: FieldOptions = { upstream: 'here', counting: false };
const SAFEGUARDS = [{ type: 'dangerous_tool_use', classifier_context: {} }];

type Options = Partial<FieldOptions & Pick<Call, 'isJudged'>>;

function note(fields: object, { isJudged, ...options }: Options = {}): ReadonlySet<ChangeCode> {
  const request = { model: 'm', messages: [], max_tokens: 1, ...fields } as MessagesRequest;
  const changes = new Set<ChangeCode>();
  noteFields({ request, headers: {}, changes, isJudged } as unknown as Call, { ...OPTIONS, ...options });
  return changes;
}

function refusal(fields: object, options?: Options): ApiError | undefined {
  try {
    note(fields, options);
    return undefined;
  } catch (error) {
    return error as ApiError;
  }
}

describe('noteFields', () => {
  it.each([
    { tags: { team: 'a' } },
    { thread: { type: 'create' } },
    { data_flow: {} },
    { resumption: {} },
    { block_binding: {} },
  ])('%j is dropped as accounting', (fields) => {
    expect([...note(fields)]).toEqual(['accounting-field-dropped']);
  });

  it('answers a continued thread with the 404 on which the SDK sends the whole conversation', () => {
    const error = refusal({ thread: { type: 'continue', previous_message_id: 'msg_1' } });
    expect(error).toMatchObject({ status: 404, details: { error_code: 'thread_not_found' } });
  });

  it('refuses safeguards in the form that the client knows, unless the gateway judges', () => {
    expect(refusal({ safeguards: SAFEGUARDS })).toMatchObject({
      status: 400,
      message: 'safeguards: Extra inputs are not permitted',
      headers: { 'x-should-retry': 'false' },
    });
    expect(refusal({ safeguards: SAFEGUARDS }, { isJudged: true })).toBeUndefined();
  });

  it.each([{ safeguards: [] }, { safeguards: null }])('takes %j', (fields) => {
    expect([...note(fields)]).toEqual([]);
  });

  it('refuses no count because of them', () => {
    expect(refusal({ safeguards: SAFEGUARDS, thread: { type: 'continue' } }, { counting: true })).toBeUndefined();
  });
});
