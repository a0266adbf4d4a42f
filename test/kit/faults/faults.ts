import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

/** An answer about to be sent: what a sound upstream would send, and what it would say of a failure. */
export interface Sending {
  readonly response: ServerResponse;
  readonly stream: boolean;
  /** Resolves when the test resumes this answer: what was sent before has then been read. */
  middle(): Promise<void>;
  /** The sound answer: what comes before the words, the words, the end. Of a whole answer, three parts of its JSON. */
  readonly parts: readonly [start: string, words: string, end: string];
  /** The same answer with ten million characters in one event. */
  huge(): string;
  /** The wire's own error: an event of a stream, or a JSON body. */
  readonly failure: string;
}

/** What a network, or a broken server, does to an answer. */
export type Fault = (sending: Sending) => Promise<void> | void;

/** What goes on in every answer that is no good: the start, the words, and then nothing. */
async function begin({ response, stream, parts: [start, words] }: Sending): Promise<void> {
  head(response, stream);
  response.write(start + words);
  // Node holds a first write back until the next turn.
  await nextTurn();
}

function head(response: ServerResponse, stream: boolean, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(200, { 'content-type': stream ? 'text/event-stream' : 'application/json', ...headers });
}

function reset({ socket }: ServerResponse): void {
  socket?.resetAndDestroy();
}

/** Sends a whole body with other headers than it should have. */
const withHeaders =
  (headers: Readonly<Record<string, string>>): Fault =>
  ({ response, stream, parts }) => {
    head(response, stream, headers);
    response.end(parts.join(''));
  };

/** Faults of an upstream that takes a request; that one refuses the connection is no matter of its answers. */
export const FAULTS = {
  'none at all': withHeaders({}),
  'a reset before the headers': ({ response }) => reset(response),
  'a reset in the middle': async (sending) => {
    await begin(sending);
    // A reset discards what the gateway has not read yet.
    await sending.middle();
    reset(sending.response);
  },
  'silence before the headers': () => undefined,
  'silence in the middle': begin,
  'a truncated chunk': ({ response, stream, parts: [start, words, end] }) => {
    head(response, stream);
    response.end(stream ? start + words + end.slice(0, end.indexOf('data: ') + 12) : start + words);
  },
  'a garbage chunk': ({ response, stream, parts: [start, words, end] }) => {
    head(response, stream);
    response.end(`${start}${words}${stream ? 'data: {"\u0000garbage\n\n' : '\u0000garbage'}${end}`);
  },
  'a wrong content type': withHeaders({ 'content-type': 'text/plain' }),
  'an HTML page': ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Please log in</body></html>');
  },
  'a redirect': ({ response }) => {
    response.writeHead(307, { location: '/followed' }).end();
  },
  'one byte at a time': async ({ response, stream, parts }) => {
    head(response, stream);
    for (const byte of Buffer.from(parts.join(''))) {
      response.write(Buffer.of(byte));
      await nextTurn();
    }
    response.end();
  },
  'an event of ten million characters': async ({ response, stream, huge }) => {
    head(response, stream);
    if (!response.write(huge())) await once(response, 'drain');
    response.end();
  },
  'a gzipped answer': ({ response, stream, parts }) => {
    head(response, stream, { 'content-encoding': 'gzip' });
    response.end(gzipSync(parts.join('')));
  },
  'an early end': async (sending) => {
    if (sending.stream) await begin(sending);
    else head(sending.response, false);
    sending.response.end();
  },
  'a late error': async (sending) => {
    if (sending.stream) await begin(sending);
    else head(sending.response, false);
    sending.response.end(sending.failure);
  },
  'its end twice': ({ response, stream, parts: [start, words, end] }) => {
    head(response, stream);
    response.end(start + words + end + end);
  },
  'a header of 100 kB': withHeaders({ 'x-long': 'a'.repeat(100_000) }),
  'a header that is no text': withHeaders({ 'x-odd': '\u00ff\u0080' }),
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof FAULTS;
