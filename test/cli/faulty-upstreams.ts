import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

/** A self-signed certificate. */
export interface OwnCertificate {
  /** Path of the certificate, to be trusted or not. */
  readonly path: string;
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** Makes one with the `openssl` of the machine. @param altName as in `IP:127.0.0.1` or `DNS:example.test` */
export function makeOwnCertificate(folder: string, name: string, altName: string): OwnCertificate {
  const [keyPath, path] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const who = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${altName}`];
  execFileSync('openssl', ['req', '-x509', ...fresh, ...who, '-keyout', keyPath, '-out', path], { stdio: 'ignore' });
  return { path, key: readFileSync(keyPath), cert: readFileSync(path) };
}

/** Servers on the loopback address, each with a fault of its own; `close` ends all of them. */
export class FaultyUpstreams {
  private readonly servers: Server[] = [];
  private readonly sockets = new Set<Socket>();

  /** Refuses every question with this status and error. @returns host and port */
  refusing(status: number, error: object): Promise<string> {
    return this.saying((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
    });
  }

  /** @returns host and port of a server that speaks plain HTTP */
  saying(listener: RequestListener): Promise<string> {
    return this.listen(createServer(listener));
  }

  /** @returns host and port of a server that speaks TLS alone */
  overTls({ key, cert }: OwnCertificate): Promise<string> {
    return this.listen(createTlsServer({ key, cert }, (_, response) => response.end('{}')));
  }

  /** @returns host and port of a server that takes connections, and is silent on them */
  silent(): Promise<string> {
    return this.listen(createTcpServer());
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(this.servers.map((server) => once(server.close(), 'close')));
  }

  private async listen(server: Server): Promise<string> {
    this.servers.push(server);
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket.on('error', () => undefined));
      socket.once('close', () => this.sockets.delete(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
}
