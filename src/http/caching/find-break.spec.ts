import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MessagesRequest } from '@gateway/protocol';
import { findBreak, toCachedShare, type WatchedTurn } from './find-break.js';
import { findDifference, hashPrompt, type PromptHashes } from './prompt-hashes.js';
import { toClientPrompt } from './to-client-prompt.js';

const prompt = (tools: unknown, system: unknown, ...messages: readonly unknown[]): PromptHashes =>
  hashPrompt({ tools, system, messages });
const clientPrompt = (request: object): PromptHashes => hashPrompt(toClientPrompt(request as MessagesRequest));

describe('findDifference', () => {
  it.each<[PromptHashes, string | undefined]>([
    [prompt(['t'], 's', 'a', 'b'), undefined],
    [prompt(['t'], 's', 'a', 'b', 'c'), undefined],
    [prompt(['u'], 'x', 'a', 'b'), 'tools'],
    [prompt(['t'], 'x', 'a'), 'system'],
    [prompt(['t'], 's', 'a', 'x', 'c'), 'message 2'],
    [prompt(['t'], 's', 'a'), 'message 2'],
    [prompt(undefined, 's', 'a', 'b'), 'tools'],
  ])('%#: names the first part', (present, part) => {
    expect(findDifference(prompt(['t'], 's', 'a', 'b'), present)).toBe(part);
  });

  it('finds none in a prompt that continues another, and the place of any change', () => {
    const messages = fc.array(fc.jsonValue(), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(messages, messages, fc.nat(), (former, added, place) => {
        const hashes = prompt('t', 's', ...former);
        expect(findDifference(hashes, prompt('t', 's', ...former, ...added))).toBeUndefined();
        const at = place % former.length;
        const changed = former.map((message, i) => (i === at ? [message] : message));
        expect(findDifference(hashes, prompt('t', 's', ...changed, ...added))).toBe(`message ${at + 1}`);
      }),
    );
  });

  it('takes neither moving marks of the cache, the block for billing nor the form of a text for a change', () => {
    const mark = { cache_control: { type: 'ephemeral', ttl: '1h' } };
    const billing = (text: string): object => ({ type: 'text', text: `x-anthropic-billing-header: ${text}` });
    const first = clientPrompt({
      tools: [{ name: 'a', ...mark }],
      system: [billing('1'), { type: 'text', text: 's', ...mark }],
      messages: [{ role: 'user', content: [{ ...mark, type: 'text', text: '"cache_control":{' }] }],
    });
    const second = clientPrompt({
      tools: [{ name: 'a' }],
      system: [billing('2'), { type: 'text', text: 's' }],
      messages: [
        { role: 'user', content: '"cache_control":{' },
        { role: 'assistant', content: 'b' },
      ],
    });
    expect(findDifference(first, second)).toBeUndefined();
  });
});

describe('findBreak', () => {
  const same = prompt('t', 's', 'a');
  const other = prompt('t', 's', 'b');
  const turn = (rest: Partial<WatchedTurn> = {}): WatchedTurn => ({
    target: 'a/x',
    client: same,
    sent: same,
    share: 0.9,
    ...rest,
  });

  it.each<[string, WatchedTurn, object | undefined]>([
    ['nothing', turn(), undefined],
    ['the translation alone', turn({ sent: other }), { reason: 'translation', part: 'message 1' }],
    ['both, with the cache', turn({ sent: other, client: other, share: 0 }), { reason: 'client', part: 'message 1' }],
    ['both, but not the cache', turn({ sent: other, client: other }), undefined],
    ['the cache alone', turn({ share: 0.1 }), { reason: 'upstream', part: undefined }],
    ['the cache, a little', turn({ share: 0.6 }), undefined],
    ['the cache, of which nothing is reported', turn({ share: undefined }), undefined],
    [
      'the client, whose bytes are forwarded',
      turn({ sent: undefined, client: other, share: 0 }),
      { reason: 'client', part: 'message 1' },
    ],
    ['the model', turn({ target: 'a/y', sent: other, share: 0 }), undefined],
  ])('where there differs %s', (_, present, found) => {
    expect(findBreak(turn(), present)).toEqual(found);
  });

  it.each([
    [{ input_tokens: 1000, cache_read_input_tokens: 3000 }, 0.75],
    [{ input_tokens: 1000, cache_creation_input_tokens: 3000 }, 0],
    [{ input_tokens: 100 }, undefined],
    [undefined, undefined],
  ])('the cached share of %j is %p', (usage, share) => expect(toCachedShare(usage)).toBe(share));
});
