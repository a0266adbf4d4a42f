import { type ClientRequest, type IncomingMessage, request } from 'node:http';

export interface OpenStream {
  readonly sent: ClientRequest;
  /** Settles with the head of the response. */
  readonly response: Promise<IncomingMessage>;
  /** What has arrived so far, as text; nothing is read before this is called. */
  read(): Promise<string>;
  /** Closes the connection. */
  disconnect(): void;
}

/** A client that has time: posts a JSON body and reads, or does not read, what comes. */
export function openStream(url: string, body: unknown): OpenStream {
  const sent = request(url, { method: 'POST', headers: { 'content-type': 'application/json' } });
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject);
  });
  // A client that leaves has no use for the error.
  response.catch(() => undefined);
  sent.end(JSON.stringify(body));
  return {
    sent,
    response,
    read: async () => (await (await response).setEncoding('utf8').toArray()).join(''),
    disconnect: () => sent.destroy(),
  };
}
