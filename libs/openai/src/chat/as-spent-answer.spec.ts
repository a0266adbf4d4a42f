import { describe, expect, it } from '@jest/globals';
import { asSpentAnswer } from './as-spent-answer.js';

const failure = (status: number, message: string): Parameters<typeof asSpentAnswer>[0] => ({
  status,
  headers: new Headers(),
  body: { error: { message, type: 'invalid_request_error' } },
});
const USED_UP = 'Could not finish the message because max_tokens or model output limit was reached. Please try again.';

describe('asSpentAnswer', () => {
  it('takes a spent limit for an answer', () => {
    expect(asSpentAnswer(failure(400, USED_UP))).toEqual([
      { choices: [{ index: 0, delta: {}, finish_reason: 'length' }] },
    ]);
  });

  it.each([
    [400, 'Invalid value'],
    [500, USED_UP],
  ])('and no other %i: %s', (status, message) => {
    expect(asSpentAnswer(failure(status, message))).toBeUndefined();
  });
});
