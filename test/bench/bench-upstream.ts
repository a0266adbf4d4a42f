import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BenchWire } from './bench-wires.js';
import { stamp } from './stamp.js';

/** `whole`: one JSON document; `instant`: a short stream, all at once; `held`: a stream that sends events on demand. */
export type Manner = 'whole' | 'instant' | 'held';

/** Longer than all contenders of a round together. */
const KEEP_ALIVE_MS = 120_000;

/** A stream that is open. */
export interface HeldAnswer {
  /** Sends this many events in one write. */
  say(events: number): void;
  finish(): void;
}

/** The model's side: it reads a request to its end, understands nothing of it and answers in the manner that is set. */
export class BenchUpstream {
  manner: Manner = 'whole';
  /** The streams that are held open, in the order they were asked for. */
  held: HeldAnswer[] = [];
  private readonly server: Server;

  constructor(private readonly wire: BenchWire) {
    this.server = createServer((request, response) => this.answer(request, response));
    // A contender waits while the others are measured; a connection that ends meanwhile would fail its next request.
    this.server.keepAliveTimeout = KEEP_ALIVE_MS;
  }

  /** Starts to listen; resolves with its URL. */
  async listen(): Promise<string> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    request.resume().on('end', () => {
      if (this.manner === 'whole') {
        response.writeHead(200, { 'content-type': 'application/json' }).end(this.wire.whole);
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const { opening, closing } = this.wire;
      const first = opening + this.wire.event(stamp());
      if (this.manner === 'instant') {
        response.end(first + closing);
        return;
      }
      response.write(first);
      this.held.push({
        say: (events) => response.write(Array.from({ length: events }, () => this.wire.event(stamp())).join('')),
        finish: () => response.end(closing),
      });
    });
  }
}
