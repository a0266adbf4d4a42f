import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';

/** A certificate authority of the test's own, and a certificate of it for the loopback address. */
export interface Certificates {
  /** Path of the authority's certificate. */
  readonly authority: string;
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** Makes certificates in a folder, with the `openssl` of the machine. */
export function makeCertificates(folder: string): Certificates {
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  };
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  writeFileSync(join(folder, 'san.cnf'), 'subjectAltName=IP:127.0.0.1\n');
  openssl('req', '-x509', ...fresh, '-subj', '/CN=authority', '-keyout', 'ca.key', '-out', 'ca.pem');
  openssl('req', ...fresh.slice(0, -2), '-subj', '/CN=upstream', '-keyout', 'key.pem', '-out', 'request.pem');
  const sign = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'san.cnf'];
  openssl('x509', '-req', '-in', 'request.pem', ...sign, '-out', 'cert.pem');
  const read = (name: string): Buffer => readFileSync(join(folder, name));
  return { authority: join(folder, 'ca.pem'), key: read('key.pem'), cert: read('cert.pem') };
}

/** A server on the loopback address that counts who comes. */
export interface CountingServer {
  readonly port: number;
  readonly connections: number;
  close(): Promise<void>;
}

/** Speaks TLS in front of a server that speaks HTTP. */
export function startTls({ key, cert }: Certificates, upstream: string): Promise<CountingServer> {
  let connections = 0;
  const server = createServer({ key, cert }, (socket) => {
    connections++;
    const { hostname, port } = new URL(upstream);
    const behind = connect(Number(port), hostname);
    socket.pipe(behind).pipe(socket);
    for (const [one, other] of [[socket, behind] as const, [behind, socket] as const])
      one.on('error', () => other.destroy()).once('close', () => other.destroy());
  });
  return listen(server, () => connections);
}

/** A proxy that knows nothing but `CONNECT`. */
export function startConnectProxy(): Promise<CountingServer> {
  let connections = 0;
  const server = createHttpServer((_request, response) => response.writeHead(405).end());
  server.on('connect', (request, socket) => {
    connections++;
    const [host, port] = request.url!.split(':');
    const target = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(target).pipe(socket);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
  });
  return listen(server, () => connections);
}

async function listen(
  server: ReturnType<typeof createServer> | ReturnType<typeof createHttpServer>,
  count: () => number,
): Promise<CountingServer> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return count();
    },
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}
