import http from 'node:http';
import { TOKEN } from '../kit/process/gateway-process.js';
import { StampReader } from './stamp.js';

/** An answer on its way to the client. */
export interface ClientStream {
  /** Resolves with the first bytes: milliseconds since the request was sent. */
  readonly begun: Promise<number>;
  /** Resolves when the answer is there as a whole. */
  readonly over: Promise<undefined>;
}

/** Asks for messages over connections that it keeps. */
export class BenchClient {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });

  constructor(
    private readonly url: string,
    /** Told how old each event is when it arrives, in milliseconds. */
    private readonly onEvent: (age: number) => void = () => undefined,
  ) {}

  /** @throws Error for any status but 200, and for an answer that ends early */
  ask(body: Buffer): ClientStream {
    const start = Promise.withResolvers<number>();
    const over = Promise.withResolvers<undefined>();
    const fail = (error: Error): void => {
      start.reject(error);
      over.reject(error);
    };
    const sent = performance.now();
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      'anthropic-version': '2023-06-01',
      'x-api-key': TOKEN,
    };
    const request = http.request(`${this.url}/v1/messages`, { agent: this.agent, method: 'POST', headers });
    request.on('error', fail).on('response', (response) => {
      const stamps = new StampReader();
      let said = '';
      response.on('data', (bytes: Buffer) => {
        start.resolve(performance.now() - sent);
        if (response.statusCode === 200) for (const age of stamps.push(bytes)) this.onEvent(age);
        else said += bytes.toString();
      });
      response.on('error', fail).on('end', () => {
        if (response.statusCode === 200) over.resolve(undefined);
        else fail(new Error(`HTTP ${response.statusCode}: ${said.slice(0, 300)}`));
      });
    });
    request.end(body);
    // Who only waits for one of the two shall not be ended by the other.
    for (const { promise } of [start, over] as readonly { promise: Promise<unknown> }[]) promise.catch(() => undefined);
    return { begun: start.promise, over: over.promise };
  }

  close(): void {
    this.agent.destroy();
  }
}
