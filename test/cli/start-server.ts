import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A server that answers with the test's content, as a stream or as JSON. */
export interface Server {
  readonly url: string;
  /** Posts so far. */
  readonly questions: number;
  close(): Promise<void>;
}

/** @param say status and body, for the body of a question */
export async function startServer(say: (body: string) => readonly [status: number, said: string]): Promise<Server> {
  let questions = 0;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      if (request.method === 'POST') questions++;
      const [status, said] = request.method === 'POST' ? say(body) : [404, ''];
      const type = said.startsWith('data:') ? 'text/event-stream' : 'application/json';
      response.writeHead(status, { 'content-type': type }).end(said);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get questions() {
      return questions;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
