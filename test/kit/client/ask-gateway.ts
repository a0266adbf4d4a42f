import { TOKEN, type GatewayProcess } from '../process/gateway-process.js';

export interface GatewayQuestion {
  /** Sent as it is where it is a text. */
  readonly body: unknown;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Sends a request as a client does, with the right token unless told otherwise. */
export function askGateway({ url }: Pick<GatewayProcess, 'url'>, question: GatewayQuestion): Promise<Response> {
  const {
    body,
    path = '/v1/messages',
    headers = { 'x-api-key': TOKEN },
    signal = AbortSignal.timeout(30_000),
  } = question;
  return fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'anthropic-version': '2023-06-01', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    signal,
  });
}

/** A small request; the rest overwrites it. */
export function question(rest: object = {}): Record<string, unknown> {
  return { model: 'claude-opus-5-5', max_tokens: 100, messages: [{ role: 'user', content: 'Hello' }], ...rest };
}

/** Reads a stream until it has said this, and leaves the rest unread. */
export class StreamReader {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly decoder = new TextDecoder();
  text = '';

  constructor(response: Response) {
    if (!response.body) throw new Error('the response has no body');
    this.reader = response.body.getReader();
  }

  async until(said: string): Promise<string> {
    while (!this.text.includes(said))
      if (!(await this.more())) throw new Error(`it ended before ${said}:\n${this.text}`);
    return this.text;
  }

  async toEnd(): Promise<string> {
    while (await this.more());
    return this.text;
  }

  private async more(): Promise<boolean> {
    const { done, value } = await this.reader.read();
    if (value) this.text += this.decoder.decode(value, { stream: true });
    return !done;
  }
}
