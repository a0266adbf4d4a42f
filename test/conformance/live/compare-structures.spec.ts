import { describe, expect, it } from '@jest/globals';
import { compareStructures, structureOf } from './compare-structures.js';

const json = (body: object, status = 200): Parameters<typeof structureOf>[0][number] => ({
  status,
  answer: JSON.stringify(body),
  answerHeaders: { 'content-type': 'application/json' },
});
const stream = (...events: { type: string }[]): Parameters<typeof structureOf>[0][number] => ({
  status: 200,
  answer: events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
  answerHeaders: { 'content-type': 'text/event-stream; charset=utf-8' },
});
const message = { type: 'message', content: [{ type: 'text', text: 'a' }], usage: { input_tokens: 1 } };

describe('compareStructures', () => {
  it.each([
    ['whole answers', json(message), json({ ...message, content: [{ type: 'text', text: 'other words' }] }), []],
    [
      'a field that is not there',
      json(message),
      json({ ...message, usage: {}, extra: 1 }),
      ['lacks [message].usage.input_tokens', 'adds [message].extra'],
    ],
    [
      'events',
      stream({ type: 'message_start' }, { type: 'message_stop' }),
      stream({ type: 'message_start' }),
      ['lacks [message_stop].type'],
    ],
    ['errors, which say nothing about answers', json(message), json({ ...message, more: 1 }, 500), expect.any(Array)],
  ])('tells of %s', (...[, one, other, differences]) => {
    const result = compareStructures(structureOf([one]), structureOf([other]));
    expect(result).toEqual(differences);
    expect(result).not.toContain('adds [message].more');
  });
});
