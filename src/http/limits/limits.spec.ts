import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { defer, finalize, from, NEVER, type Observable } from 'rxjs';
import { type RunningApp, startApp } from '../../../test/kit/app/start-app.js';
import { events, QUESTION, STORY } from '../../../test/kit/app/story.js';
import { type OpenStream, openStream } from '../../../test/kit/app/open-stream.js';

let running: RunningApp;
afterEach(() => running.close());

const ask = (token = 'one'): Promise<Response> =>
  fetch(`${running.url}/v1/messages`, {
    method: 'POST',
    headers: { 'x-api-key': token },
    body: JSON.stringify(QUESTION),
  });

describe('the rate of requests', () => {
  it('is limited for each token, with a 429 and its retry-after', async () => {
    running = await startApp(
      { open: () => events(() => from(STORY)) },
      { ANTHROPIC_AUTH_TOKEN: 'one', RATE_LIMIT_PER_MINUTE: '2' },
    );
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const refused = await ask();
    expect(refused.status).toBe(429);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(50);
    expect(wait).toBeLessThanOrEqual(60);
    expect(await refused.json()).toMatchObject({ type: 'error', error: { type: 'rate_limit_error' } });
    expect((await fetch(`${running.url}/health`)).status).toBe(200);
  });
});

describe('the number of requests', () => {
  it('is limited; those beyond the queue are shed with a 529', async () => {
    let requested = 0;
    running = await startApp(
      {
        open: () => {
          requested++;
          return requested === 1 ? NEVER : events(() => from(STORY));
        },
      },
      { MAX_CONCURRENT_REQUESTS: '1', MAX_QUEUED_REQUESTS: '1', QUEUE_TIMEOUT_SECONDS: '20' },
    );
    const first = openStream(`${running.url}/v1/messages`, QUESTION);
    while (requested === 0) await pause(5);
    // One of the two waits, the other is turned away, whichever comes first.
    const others = [ask(), ask()];
    const shed = await Promise.race(others);
    expect([shed.status, shed.headers.get('retry-after')]).toEqual([529, '2']);
    expect(await shed.json()).toMatchObject({ error: { type: 'overloaded_error' } });
    expect(requested).toBe(1);
    first.disconnect();
    const statuses = (await Promise.all(others)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 529]);
  });

  it('is the same after clients that drop several requests at once, again and again', async () => {
    let active = 0;
    const open = (): Observable<never> =>
      defer(() => {
        active++;
        return NEVER.pipe(finalize(() => active--));
      });
    running = await startApp({ open }, { MAX_CONCURRENT_REQUESTS_PER_TOKEN: '4' });
    const openStreams = (count: number): OpenStream[] =>
      Array.from({ length: count }, () => openStream(`${running.url}/v1/messages`, QUESTION));
    for (let round = 0; round < 12; round++) {
      const streams = openStreams(8);
      while (active < 4) await pause(2);
      for (const { disconnect: release } of streams) release();
      while (active > 0) await pause(2);
    }
    const last = openStreams(4);
    while (active < 4) await pause(2);
    for (const { disconnect: release } of last) release();
  });
});
