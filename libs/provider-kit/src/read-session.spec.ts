import { describe, expect, it } from '@jest/globals';
import { type SessionFacts, toSession } from './read-session.js';

const HEADER = { 'x-claude-code-session-id': 'header' };
const named = (user_id: unknown): SessionFacts['request'] => ({ metadata: { user_id } }) as SessionFacts['request'];
const session = (facts: Partial<SessionFacts>): string | undefined => toSession({ request: {}, headers: {}, ...facts });

describe('toSession', () => {
  const uuid = '5f0c1e1a-8d56-4f7b-9d54-7f0b5f2d9a11';

  it.each<[string, Partial<SessionFacts>, string | undefined]>([
    ["Claude Code's header", { headers: HEADER, request: named(`{"session_id":"${uuid}"}`) }, 'header'],
    ['the session of the user id', { request: named(`{"device_id":"d","session_id":"${uuid}"}`) }, uuid],
    ['an older user id', { request: named(`user_0a_account__session_${uuid}`) }, uuid],
    ['nothing', {}, undefined],
    ['an empty header', { headers: { 'x-claude-code-session-id': '' } }, undefined],
    ['a user id without a session', { request: named('alice') }, undefined],
    ['a user id that is no text', { request: named(5) }, undefined],
    ['a caller without a system prompt', { caller: 'alice' }, undefined],
    ['a system prompt without a caller', { request: { system: 's' } }, undefined],
  ])('takes it from %s', (_, facts, expected) => expect(session(facts)).toBe(expected));

  it('is else one of caller and system prompt, in which neither is found', () => {
    const [one, same, others, more] = [
      session({ caller: 'secret', request: { system: 's' } }),
      session({ caller: 'secret', request: { system: 's' } }),
      session({ caller: 'other', request: { system: 's' } }),
      session({ caller: 'secret', request: { system: [{ type: 'text', text: 's' }] } }),
    ];
    expect(one).toMatch(/^[0-9a-f]{32}$/);
    expect(same).toBe(one);
    expect(new Set([one, others, more]).size).toBe(3);
  });

  it('is bounded', () => {
    expect(session({ headers: { 'x-claude-code-session-id': 'x'.repeat(9999) } })).toHaveLength(128);
  });
});
