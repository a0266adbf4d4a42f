import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a deployment behaves. */
export type Behaviour = 'answers' | 'hangs' | 'limited';

/** A server of Chat Completions on a free port, whose answers name it. */
export class FakeDeployment {
  behaviour: Behaviour = 'answers';
  /** Requests that it received. */
  requests = 0;

  private constructor(
    readonly name: string,
    private readonly server: Server,
  ) {}

  static async start(name: string): Promise<FakeDeployment> {
    const server = createServer();
    const deployment = new FakeDeployment(name, server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      request.resume().once('end', () => deployment.answer(response));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return deployment;
  }

  /** The variables of a named upstream that is this server. */
  get variables(): Readonly<Record<string, string>> {
    const { port } = this.server.address() as AddressInfo;
    const variable = `UPSTREAM_${this.name.toUpperCase()}`;
    return { [variable]: 'openai', [`${variable}_BASE_URL`]: `http://127.0.0.1:${port}/v1` };
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(response: ServerResponse): void {
    this.requests++;
    if (this.behaviour === 'hangs') return;
    const isLimited = this.behaviour === 'limited';
    response.writeHead(isLimited ? 429 : 200, {
      'content-type': 'application/json',
      ...(isLimited && { 'retry-after': '600' }),
    });
    const message = { role: 'assistant', content: `from ${this.name}` };
    const usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };
    response.end(
      JSON.stringify(
        isLimited
          ? { error: { message: 'too many tokens per minute', code: 'rate_limit_exceeded' } }
          : { id: 'c1', object: 'chat.completion', choices: [{ index: 0, message, finish_reason: 'stop' }], usage },
      ),
    );
  }
}
