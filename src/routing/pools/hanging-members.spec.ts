import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { setTimeout as pause } from 'node:timers/promises';
import { concat, from, NEVER, of } from 'rxjs';
import { scriptedPlugin } from '../../../test/kit/app/start-app.js';
import { events, QUESTION, START, STORY } from '../../../test/kit/app/story.js';
import { createApp } from '../../app/create-app.js';
import { HANGING_AFTER_MS, SilentRequests } from './silent-requests.js';

const TURN = { ...QUESTION, messages: [{ role: 'assistant', content: 'b' }] };

describe('a member of a pool that hangs', () => {
  let app: NestExpressApplication;
  let url: string;
  let now: number;
  const called: string[] = [];
  const open: AbortController[] = [];

  beforeEach(async () => {
    called.length = 0;
    now = Date.parse('2026-11-28T12:00:00Z');
    jest.spyOn(Date, 'now').mockImplementation(() => now);
    const silent = scriptedPlugin(
      {
        open: ({ route }) => {
          called.push(route.provider);
          // The gateway has committed the stream: it can no longer move.
          return events(() => concat(of([START]), NEVER));
        },
      },
      'ptu',
    );
    const paid = scriptedPlugin(
      {
        open: ({ route }) => {
          called.push(route.provider);
          return events(() => from(STORY));
        },
      },
      'paid',
    );
    app = await createApp({
      plugins: [silent, paid],
      environment: { LOG_LEVEL: 'silent', POOL_GPT: 'ptu/x|paid/x', BIG_MODEL: 'pool/gpt' },
    });
    await app.listen(0, '127.0.0.1');
    url = `${await app.getUrl()}/v1/messages`;
  });
  afterEach(async () => {
    open.splice(0).forEach((client) => client.abort());
    jest.restoreAllMocks();
    await app.close();
  });

  /** Begins a turn of a session; the returned function lets its client leave. */
  async function begin(session: string): Promise<() => Promise<void>> {
    const client = new AbortController();
    open.push(client);
    const { body } = await fetch(url, {
      method: 'POST',
      body: JSON.stringify(TURN),
      headers: { 'x-claude-code-session-id': session },
      signal: client.signal,
    });
    await body!.getReader().read();
    return async () => {
      client.abort();
      await pause(50);
    };
  }

  it('is left by a session whose client gave it up after a long silence', async () => {
    const leave = await begin('a');
    now += HANGING_AFTER_MS;
    await leave();
    await begin('a');
    await begin('b');
    expect(called).toEqual(['ptu', 'paid', 'ptu']);
  });

  it('is not left where the client has merely been impatient', async () => {
    const leave = await begin('a');
    now += HANGING_AFTER_MS - 1;
    await leave();
    await begin('a');
    expect(called).toEqual(['ptu', 'ptu']);
  });

  it('gets no request of any session while two streams have been silent for long', async () => {
    await begin('a');
    now += HANGING_AFTER_MS;
    await begin('b');
    now += HANGING_AFTER_MS;
    await begin('c');
    expect(called).toEqual(['ptu', 'ptu', 'paid']);
  });

  it('is back once they are gone', async () => {
    const leave = await begin('a');
    await begin('b');
    now += HANGING_AFTER_MS - 1;
    await leave();
    now += HANGING_AFTER_MS;
    await begin('c');
    expect(called).toEqual(['ptu', 'ptu', 'ptu']);
  });
});

describe('SilentRequests', () => {
  it('never finds a member hanging that has had content within the time, whatever the order of things', () => {
    const step = fc.record({ wait: fc.integer({ min: 0, max: 2 * HANGING_AFTER_MS }), ends: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const silent = new SilentRequests();
        const ends: ((now: number, hasContent: boolean) => number)[] = [];
        let now = 0;
        for (const { wait, ends: isEnd } of steps) {
          now += wait;
          const end = isEnd ? ends.shift() : undefined;
          if (end === undefined) ends.push(silent.begin(now));
          else expect(end(now, true)).toBeGreaterThanOrEqual(0);
          if (end !== undefined) expect(silent.areHanging(now + HANGING_AFTER_MS - 1)).toBe(false);
          if (ends.length < 2) expect(silent.areHanging(now + 10 * HANGING_AFTER_MS)).toBe(false);
        }
      }),
    );
  });
});
