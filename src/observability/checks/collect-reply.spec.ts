import { describe, expect, it } from '@jest/globals';
import { firstValueFrom, of } from 'rxjs';
import { bytes, encode, events, STORY } from '../../../test/kit/app/story.js';
import { collectReply, collectCount } from './collect-reply.js';

const frames = STORY.flat().map((event) => `data: ${JSON.stringify(event)}\n\n`);
const SAID = { content: [{ type: 'text', text: 'Hello' }], stop_reason: 'end_turn' };
const ERROR = JSON.stringify({ type: 'error', error: { type: 'overloaded_error', message: 'full' } });

describe('hearAnswer', () => {
  it('collects events and bytes alike', async () => {
    const translated = await firstValueFrom(events(() => of(...STORY)));
    const passed = await firstValueFrom(bytes(() => of(...frames.map(encode))));
    expect(await collectReply(translated)).toMatchObject(SAID);
    expect(await collectReply(passed)).toMatchObject(SAID);
  });

  it.each([
    ['by status', { status: 401 }, ERROR, { type: 'authentication_error', message: 'full' }],
    ['by status, without a word', { status: 503 }, '<html>', { message: 'HTTP 503 from upstream' }],
    ['in the stream', {}, `event: error\ndata: ${ERROR}\n\n`, { type: 'overloaded_error', message: 'full' }],
  ])('fails with what was handed on as bytes: %s', async (_, head, said, failure) => {
    const reply = await firstValueFrom(bytes(() => of(encode(said)), head));
    await expect(collectReply(reply)).rejects.toMatchObject(failure);
  });
});

describe('hearCount', () => {
  it('takes a figure, or the reply that holds it', async () => {
    expect(await collectCount({ kind: 'count', tokens: 7 })).toBe(7);
    expect(await collectCount(await firstValueFrom(bytes(() => of(encode('{"input_tokens":8}')))))).toBe(8);
    await expect(collectCount(await firstValueFrom(bytes(() => of(encode('{}')))))).rejects.toThrow('no figure');
  });
});
