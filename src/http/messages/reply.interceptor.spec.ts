import { afterEach, describe, expect, it } from '@jest/globals';
import type { Gate, Provider } from '@gateway/provider-kit';
import { ApiError, type StreamEvent } from '@gateway/protocol';
import { concat, EMPTY, finalize, NEVER, Observable, of, Subject, throwError } from 'rxjs';
import { openStream } from '../../../test/kit/app/open-stream.js';
import { type RunningApp, startApp } from '../../../test/kit/app/start-app.js';
import { CLOSE, END, events, OPEN, post, QUESTION, START, STORY, text } from '../../../test/kit/app/story.js';

let running: RunningApp | undefined;

afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function gateway(open: Provider['open']): Promise<string> {
  running = await startApp({ open });
  return `${running.url}/v1/messages`;
}

describe('a stream', () => {
  it("is framed as Anthropic's, under the name that the client asked for", async () => {
    const url = await gateway(() => events(() => of(...STORY)));
    const response = await post(`${url}?beta=true`, QUESTION);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(response.headers.get('request-id')).toMatch(/^req_[0-9A-Za-z]{24}$/);
    expect(response.headers.get('x-upstream-request-id')).toBe('up-1');
    expect(response.headers.has('x-powered-by')).toBe(false);
    const renamed = JSON.stringify(START).replace('the-upstream-name', 'claude-sonnet-5');
    const frames = STORY.flat().map((event) => {
      const data = event === START ? renamed : JSON.stringify(event);
      return `event: ${event.type}\ndata: ${data}\n\n`;
    });
    expect(await response.text()).toBe(frames.join(''));
  });

  it('lists the changes', async () => {
    const url = await gateway((call) => {
      call.changes.add('sampling-dropped').add('effort-adjusted');
      return events(() => of(...STORY));
    });
    const response = await post(url, QUESTION);
    expect(response.headers.get('x-gateway-changes')).toBe('sampling-dropped, effort-adjusted');
    await response.body?.cancel();
  });

  it.each([
    [
      'opening',
      () => throwError(() => new ApiError('rate_limit_error', 'slow down', { headers: { 'retry-after': '7' } })),
    ],
    [
      'the first event',
      () =>
        events(() =>
          throwError(() => new ApiError('rate_limit_error', 'slow down', { headers: { 'retry-after': '7' } })),
        ),
    ],
  ])('that fails at %s is an error with its status', async (_name, open) => {
    const response = await post(await gateway(open), QUESTION);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.has('x-upstream-request-id')).toBe(false);
    expect(await response.json()).toEqual({
      type: 'error',
      error: { type: 'rate_limit_error', message: 'slow down' },
      request_id: response.headers.get('request-id'),
    });
  });

  it('without content is an error', async () => {
    const response = await post(await gateway(() => events(() => EMPTY)), QUESTION);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ error: { type: 'api_error' } });
  });

  it('that fails later ends in an error event, its block left open', async () => {
    const failure = throwError(() => new ApiError('overloaded_error', 'busy'));
    const url = await gateway(() => events(() => concat(of([START], [OPEN, text('Hel')]), failure)));
    const response = await post(url, QUESTION);
    expect(response.status).toBe(200);
    const frames = (await response.text()).trimEnd().split('\n\n');
    const id = String(response.headers.get('request-id'));
    expect(frames.at(-2)).toContain('"text":"Hel"');
    expect(frames.at(-1)).toBe(
      `event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"busy"},"request_id":"${id}"}`,
    );
  });

  it('hides an unexpected error', async () => {
    const failure = throwError(() => new TypeError('secret detail'));
    const url = await gateway(({ stream }) => (stream ? events(() => concat(of([START]), failure)) : failure));
    const late = await (await post(url, QUESTION)).text();
    expect(late).toContain('{"type":"api_error","message":"internal error"}');
    const early = await post(url, { ...QUESTION, stream: false });
    expect(early.status).toBe(500);
    expect(await early.json()).toMatchObject({ error: { type: 'api_error', message: 'internal error' } });
  });

  it('arrives while it is still spoken', async () => {
    const spoken = new Subject<readonly StreamEvent[]>();
    const url = await gateway(() => events(() => concat(of([START]), spoken)));
    const response = await post(url, QUESTION);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toContain('event: message_start');
    spoken.next(END);
    expect((await reader.read()).value).toContain('event: message_stop');
    spoken.complete();
    expect((await reader.read()).done).toBe(true);
  });

  it('stops at once when the client leaves, before the first byte and after it', async () => {
    const left: string[] = [];
    const silent = (after: readonly StreamEvent[][]) => (): Observable<readonly StreamEvent[]> =>
      concat(of(...after), NEVER).pipe(finalize(() => left.push(after.length === 0 ? 'early' : 'late')));
    let requested = new Subject<void>();
    const url = await gateway((call) => {
      requested.next();
      return call.request.max_tokens === 1
        ? NEVER.pipe(finalize(() => left.push('opening')))
        : events(silent(call.request.max_tokens === 2 ? [] : [[START]]));
    });
    for (const [max_tokens, expected] of [
      [1, 'opening'],
      [2, 'early'],
      [3, 'late'],
    ] as const) {
      requested = new Subject();
      const arrived = new Promise<void>((resolve) => requested.subscribe(resolve));
      const client = openStream(url, { ...QUESTION, max_tokens });
      await arrived;
      if (expected === 'late') await client.response;
      client.disconnect();
      const start = performance.now();
      while (left.at(-1) !== expected && performance.now() - start < 1000) await new Promise(setImmediate);
      expect(left.at(-1)).toBe(expected);
    }
  });

  it('waits for a client that reads nothing', async () => {
    const piece = [text('x'.repeat(10_000))];
    const total = 5_000;
    let pulled = 0;
    let gate: Gate | undefined;
    const flood = (opened: Gate): Observable<readonly StreamEvent[]> =>
      new Observable((subscriber) => {
        gate = opened;
        subscriber.next([START, OPEN]);
        const pump = async (): Promise<void> => {
          while (!subscriber.closed && pulled < total) {
            await (opened.wait() ?? new Promise(setImmediate));
            subscriber.next(piece);
            pulled++;
          }
          subscriber.next([CLOSE, ...END]);
          subscriber.complete();
        };
        void pump();
      });
    const client = openStream(await gateway(() => events(flood)), QUESTION);
    await client.response;
    let before = -1;
    while (before !== pulled) {
      before = pulled;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    // What fits into the buffers of two sockets and two processes; not the 50 MB.
    expect(pulled).toBeLessThan(total / 2);
    expect(gate?.wait()).toBeDefined();
    const all = await client.read();
    expect(pulled).toBe(total);
    expect(all.endsWith('event: message_stop\ndata: {"type":"message_stop"}\n\n')).toBe(true);
    expect(all.length).toBeGreaterThan(total * 10_000);
  });
});
