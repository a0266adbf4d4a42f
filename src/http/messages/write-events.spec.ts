import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { EventReply } from '@gateway/provider-kit';
import type { StreamEvent } from '@gateway/protocol';
import express from 'express';
import { concat, map, NEVER, type Observable, of, take, timer } from 'rxjs';
import { beginRequest, type GatewayResponse } from '../../context/request-context.js';
import { writeEvents } from './write-events.js';

const STOP: StreamEvent = { type: 'message_stop' };
const FRAME = 'event: message_stop\ndata: {"type":"message_stop"}\n\n';
const PING = 'event: ping\ndata: {"type":"ping"}\n\n';

let server: Server | undefined;

afterEach(() => server?.close().closeAllConnections());

/** The edge alone, with pings that do not keep a test waiting. */
async function serve(events: Observable<readonly StreamEvent[]>, pingEvery: number): Promise<string> {
  const app = express();
  const reply: EventReply = { kind: 'events', status: 200, headers: {}, events: () => events };
  app.use(beginRequest).use((_request, response: GatewayResponse) => {
    const writing = writeEvents(reply, response, pingEvery).subscribe();
    response.once('close', () => writing.unsubscribe());
  });
  server = createServer(app);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('writeEvents', () => {
  it('pings while the upstream is silent, and not after the end', async () => {
    const late = timer(130).pipe(map(() => [STOP]));
    const url = await serve(concat(of([STOP]), late), 50);
    expect(await (await fetch(url)).text()).toBe(FRAME + PING + PING + FRAME);
  });

  it('does not ping while the upstream speaks', async () => {
    const url = await serve(
      timer(0, 20).pipe(
        take(8),
        map(() => [STOP]),
      ),
      100,
    );
    expect(await (await fetch(url)).text()).toBe(FRAME.repeat(8));
  });

  it('does not ping before the answer is committed', async () => {
    const url = await serve(NEVER, 10);
    const waited = fetch(url, { signal: AbortSignal.timeout(100) });
    await expect(waited).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('does not commit for an empty batch', async () => {
    const url = await serve(concat(of([]), NEVER), 10);
    const waited = fetch(url, { signal: AbortSignal.timeout(100) });
    await expect(waited).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
